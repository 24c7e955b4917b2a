// One question and one answer: what every page with a passkey prompt has in common.

/** A refusal that has a sentence: the code of the server, or of the browser's error. */
export class Refusal extends Error {
    constructor(code, { supportCode, signal, field } = {}) {
        super(code);
        Object.assign(this, { code, supportCode, signal, field });
    }
}

/** The only call to the browser's passkeys that is under way; a second one would be refused. */
let pending = null;

export const supported = () => window.isSecureContext && "PublicKeyCredential" in window;

/** Whether the browser says that it cannot. One that says nothing may well be able to. */
export const lacks = async capability => (await window.PublicKeyCredential?.getClientCapabilities?.())?.[capability] === false;

const signals = ["signalUnknownCredential", "signalAllAcceptedCredentials", "signalCurrentUserDetails"];

/** Tells the server what browsers can do nowadays. It counts each word by itself and knows which it wants to hear. */
export async function reportCapabilities() {
    const said = { ...await PublicKeyCredential.getClientCapabilities?.().catch(() => null) };
    // Some have the signals and do not say so.
    for (const signal of signals) said[signal] = typeof PublicKeyCredential[signal] === "function";
    tell("capabilities", said);
}

const encoding = () => import("./encoding.js");

export async function post(path, body) {
    const response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
    }).catch(() => { throw new Refusal("offline"); });

    if (response.ok) return response.json();

    const problem = await response.json().catch(() => ({}));
    const code = problem.code ?? (response.status === 429 ? "rate_limited" : "unknown");
    throw new Refusal(code, { supportCode: problem.traceId, signal: problem.signal, field: problem.field });
}

/** For the server's counts. Nobody waits for it. */
const tell = (what, said) =>
    fetch(`/passkeys/${what}`, { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) }).catch(() => {});

/** What only the browser knows: that the prompt came up, and how it ended. */
function report(kind, mediation, edge, { error, elapsed } = {}) {
    const ceremony = { "sign-in": "Login", registration: "Register", "step-up": "StepUp" }[kind];
    const words = { conditional: "Conditional", immediate: "Immediate" };
    tell("reports", { ceremony, mediation: words[mediation] ?? "Modal", edge, error, elapsed });
}

/** Ends the call that is under way, and waits until the browser agrees. */
export async function stop() {
    const { controller, settled } = pending ?? {};
    controller?.abort();
    await settled;
}

/**
 * Asks the server, then the browser. `mediation` conditional waits quietly behind the name field, immediate shows what
 * this device has or nothing at all.
 */
export async function prompt(kind, question, mediation) {
    await stop();
    const controller = new AbortController();
    let release;
    pending = { controller, settled: new Promise(resolve => release = resolve) };
    const mine = pending;
    let began = performance.now();
    let timeout;

    try {
        const { ceremony, publicKey } = await post(`/passkeys/${kind}/options`, question);
        timeout = publicKey.timeout;
        const { signal } = controller;
        signal.throwIfAborted();
        began = performance.now();
        report(kind, mediation, "PromptInvoked");
        const credential = await ask(kind, publicKey, signal, mediation);
        report(kind, mediation, "BrowserResolved", { elapsed: performance.now() - began });
        return { ceremony, credential: credential.toJSON?.() ?? (await encoding()).response(credential) };
    } catch (error) {
        if (controller.signal.aborted) throw new Refusal("aborted");
        if (!(error instanceof Refusal)) report(kind, mediation, "BrowserResolved", { error: error.name, elapsed: performance.now() - began });
        throw named(error, performance.now() - began, timeout);
    } finally {
        release();
        if (pending === mine) pending = null;
    }
}

async function ask(kind, options, signal, mediation) {
    if (kind === "registration") {
        const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON?.(options) ?? (await encoding()).creation(options);
        return navigator.credentials.create({ publicKey, signal, mediation });
    }

    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON?.(options) ?? (await encoding()).request(options);
    const request = { publicKey, signal };
    return navigator.credentials.get(mediation === "immediate" ? { ...request, uiMode: "immediate" } : { ...request, mediation });
}

export const answer = (kind, proof) => post(`/passkeys/${kind}`, proof);

// The browser's errors by name; their messages differ from browser to browser and mean nothing to people.
const codes = {
    AbortError: "interrupted",
    InvalidStateError: "already_here",
    SecurityError: "wrong_address",
    ConstraintError: "cannot_verify",
    NotSupportedError: "too_old",
};

function named(error, elapsed, timeout) {
    if (error instanceof Refusal) return error;
    if (error.name === "NotAllowedError") return new Refusal(timeout && elapsed >= timeout - 2000 ? "timed_out" : "not_allowed");
    return new Refusal(codes[error.name] ?? "unknown");
}

/** The question is gone: too old, answered in another tab, or asked before somebody signed in there. A new one helps. */
export const outdated = refusal => refusal.code.startsWith("challenge_");

/** Not a failure: another prompt was asked for while this one was open. */
export const replaced = refusal => refusal.code === "aborted";

const sentence = code => (document.querySelector(`#ceremony-words [data-code~="${code}"]`)
    ?? document.querySelector('#ceremony-words [data-code="unknown"]')).textContent;

/** Shows what went wrong; the focus stays where it is, the region announces itself. */
export function show(refusal) {
    const notice = document.getElementById("ceremony-error");
    const [text, support] = notice.querySelectorAll("p");
    text.textContent = sentence(outdated(refusal) ? "challenge_expired" : refusal.code);
    support.hidden = !refusal.supportCode;
    support.querySelector("code").textContent = refusal.supportCode ?? "";
    notice.hidden = false;
}

/** This browser cannot: the page says so, and the server hears of it. */
export function giveUp(kind, why = "unsupported") {
    report(kind, undefined, "PromptInvoked", { error: "NotSupportedError" });
    show(new Refusal(why));
}

export function clear() {
    document.getElementById("ceremony-error").hidden = true;
}

/** Where the browser can, a password manager forgets what no longer opens anything. */
export async function forget(signal) {
    if (signal?.type === "unknownCredential")
        await window.PublicKeyCredential?.signalUnknownCredential?.({ rpId: signal.rpId, credentialId: signal.credentialId })?.catch(() => {});
}

const say = (what, message) => window.PublicKeyCredential?.[what]?.(message)?.catch(() => {});

/** What the password manager calls this account. */
export const signalName = ({ rpId, userId, name, displayName }) => say("signalCurrentUserDetails", { rpId, userId, name, displayName });

/** After a sign-in: the password manager learns which passkeys this account has, and what it is called now. */
export const signal = ({ credentialIds, ...details }) => Promise.all([
    say("signalAllAcceptedCredentials", { rpId: details.rpId, userId: details.userId, allAcceptedCredentialIds: credentialIds }),
    signalName(details),
]);

/** No failures: something else was begun, or the page leads on to what has to come first. */
const silent = ["aborted", "fresh_verification_required"];

/** Runs one attempt behind a button: busy while it lasts, its failure in words. */
export async function attempt(button, work) {
    if (button.ariaBusy === "true") return;
    clear();
    button.ariaBusy = "true";
    const status = document.getElementById("ceremony-status");
    status.textContent = sentence("waiting");
    try {
        await work();
        status.textContent = "";
    } catch (error) {
        const refusal = error instanceof Refusal ? error : new Refusal("unknown");
        // The prompt that took its place is the one that is waited for now.
        if (!replaced(refusal)) status.textContent = "";
        await forget(refusal.signal);
        if (!silent.includes(refusal.code)) show(refusal);
        throw refusal;
    } finally {
        button.ariaBusy = null;
    }
}
