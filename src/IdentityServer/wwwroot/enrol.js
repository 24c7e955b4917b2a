// Makes a passkey: on the set-up page, at sign-up and in the settings.
import { answer, attempt, giveUp, lacks, prompt, supported } from "./ceremony.js";

const form = document.getElementById("enrolment");

/** Where the offer is for this device and this device keeps none, any other place will do. */
const keepsPasskeys = async () => await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable?.() ?? true;

if (!supported()) {
    giveUp("registration");
} else {
    form.hidden = false;
    if (await lacks("hybridTransport"))
        for (const choice of form.querySelectorAll(".by-phone")) choice.hidden = true;

    form.addEventListener("submit", event => {
        event.preventDefault();
        const { occasion } = form.dataset;
        const details = Object.fromEntries(new FormData(form));

        attempt(event.submitter, async () => {
            const chosen = event.submitter.dataset.hint;
            const hint = chosen === "clientDevice" && !await keepsPasskeys() ? undefined : chosen;
            const proof = await prompt("registration", { occasion, hint, details });
            const { next } = await answer("registration", proof);
            location.assign(form.dataset.next || next);
        }).catch(refusal => {
            if (refusal.code === "fresh_verification_required") location.assign(form.dataset.confirm);
            if (refusal.field) form.elements[refusal.field]?.focus();
        });
    });
}
