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

/** Ends the call that is under way, and waits until the browser agrees. */
export async function stop() {
    const { controller, settled } = pending ?? {};
    controller?.abort();
    await settled;
}

/** Asks the server, then the browser. `mediation` conditional waits quietly behind the name field. */
export async function prompt(kind, question, { mediation } = {}) {
    await stop();
    const controller = new AbortController();
    let release;
    pending = { controller, settled: new Promise(resolve => release = resolve) };
    const mine = pending;
    const began = performance.now();
    let timeout;

    try {
        const { ceremony, publicKey } = await post(`/passkeys/${kind}/options`, question);
        timeout = publicKey.timeout;
        const { signal } = controller;
        signal.throwIfAborted();
        const credential = kind === "registration"
            ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey), signal, mediation })
            : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey), signal, mediation });
        return { ceremony, credential: credential.toJSON() };
    } catch (error) {
        throw controller.signal.aborted ? new Refusal("aborted") : named(error, performance.now() - began, timeout);
    } finally {
        release();
        if (pending === mine) pending = null;
    }
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

const sentence = code => (document.querySelector(`#ceremony-words [data-code="${code}"]`)
    ?? document.querySelector('#ceremony-words [data-code="unknown"]')).textContent;

/** Shows what went wrong; the focus stays where it is, the region announces itself. */
export function show(refusal) {
    const notice = document.getElementById("ceremony-error");
    const [text, support] = notice.querySelectorAll("p");
    text.textContent = sentence(refusal.code);
    support.hidden = !refusal.supportCode;
    support.querySelector("code").textContent = refusal.supportCode ?? "";
    notice.hidden = false;
}

export function clear() {
    document.getElementById("ceremony-error").hidden = true;
}

/** Where the browser can, a password manager forgets what no longer opens anything. */
export async function forget(signal) {
    if (signal?.type === "unknownCredential")
        await window.PublicKeyCredential?.signalUnknownCredential?.({ rpId: signal.rpId, credentialId: signal.credentialId })?.catch(() => {});
}

/** Runs one attempt behind a button: busy while it lasts, its failure in words. */
export async function attempt(button, work) {
    if (button.ariaBusy === "true") return;
    clear();
    button.ariaBusy = "true";
    try {
        await work();
    } catch (error) {
        const refusal = error instanceof Refusal ? error : new Refusal("unknown");
        await forget(refusal.signal);
        if (refusal.code !== "aborted") show(refusal);
        throw refusal;
    } finally {
        button.ariaBusy = null;
    }
}
