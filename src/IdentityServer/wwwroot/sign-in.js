// The sign-in page: passkeys offered behind the name field, and a button for everybody who overlooks them.
import { attempt, forget, giveUp, outdated, prompt, replaced, reportCapabilities, show, stop, supported } from "./ceremony.js";
import { finish as end } from "./signed-in.js";

const form = document.getElementById("sign-in");
const button = document.getElementById("passkey-sign-in");
const known = document.getElementById("returning-sign-in");
const others = document.getElementById("use-another-method");
const { interaction, immediate, passwords, embedded } = form.dataset;

// Eight of the ten minutes the server waits: whoever comes back to an old tab finds a fresh question.
const freshFor = 480_000;
let armedAt = -Infinity;
// Prompts that somebody asked for. While one is open nothing takes its place.
let prompts = 0;
let failures = 0;
let attempts = 0;

const question = extra => ({ interaction, ...extra });

const finish = proof => end(proof, attempts += 1);

/**
 * Offers passkeys in the field's autofill. Nothing it fails of is the person's business, except an answer refused. An
 * outdated question is asked anew once, and then only when the person does something.
 */
async function arm(again = true) {
    if (document.hidden) return;
    armedAt = performance.now();
    const capable = await PublicKeyCredential.isConditionalMediationAvailable?.();
    if (!capable || prompts > 0) return;

    let proof;
    try {
        proof = await prompt("sign-in", question({ mediation: "conditional" }), "conditional");
    } catch {
        return;
    }

    try {
        await finish(proof);
    } catch (refusal) {
        await forget(refusal.signal);
        show(refusal);
        if (again && outdated(refusal)) await arm(false);
    }
}

/** Old is also what never was: a page that was opened in the background waits until it is looked at. */
const armIfOld = () => {
    if (prompts === 0 && performance.now() - armedAt >= freshFor) arm();
};

/** Where the browser can, what this device has is shown at once; where it has nothing, the usual prompt follows. */
async function chooseHere() {
    if (immediate !== "true" || !(await PublicKeyCredential.getClientCapabilities?.())?.immediateGet) return null;
    return prompt("sign-in", question({ mediation: "immediate" }), "immediate").catch(() => null);
}

/** After two prompts that led nowhere the page stops offering them and points at the other ways. */
async function modal(trigger, extra) {
    prompts += 1;
    await attempt(trigger, async () => finish(extra.mediation === "modal" && await chooseHere() || await prompt("sign-in", question(extra))))
        .finally(() => prompts -= 1)
        .catch(refusal => {
            if (replaced(refusal)) return;
            failures += 1;
            if (failures >= 2) others.focus();
            else arm();
        });
}

if (!supported()) {
    button.hidden = true;
    giveUp("sign-in", embedded === "true" ? "embedded" : undefined);
} else {
    button.hidden = false;
    if (known) known.hidden = false;
    button.addEventListener("click", () => modal(button, { mediation: "modal" }));
    known?.addEventListener("click", () => modal(known, { returning: true }));

    form.addEventListener("submit", event => {
        const identifier = form.elements.identifier.value.trim();
        // Where passwords are in use the next page asks for either, the same for everybody.
        if (!identifier || passwords === "true") return;
        event.preventDefault();
        modal(event.submitter, { identifier });
    });

    arm();
    reportCapabilities();
    setInterval(armIfOld, 15_000);
    document.addEventListener("visibilitychange", () => document.hidden || armIfOld());
    // A page that comes back from the cache has a question nobody remembers, and perhaps a session.
    addEventListener("pageshow", event => event.persisted && location.reload());
    addEventListener("pagehide", () => stop());
}
