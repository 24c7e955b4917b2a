// Proves once more that it is you, before something sensitive.
import { answer, attempt, giveUp, prompt, supported } from "./ceremony.js";

const form = document.getElementById("step-up");
const { interaction, passkey } = form.dataset;

if (!supported()) {
    giveUp("step-up");
} else {
    form.hidden = false;
    form.addEventListener("submit", event => {
        event.preventDefault();
        attempt(event.submitter, async () => {
            const proof = await prompt("step-up", { interaction, passkey: passkey || undefined });
            const { next } = await answer("step-up", proof);
            location.assign(next);
        }).catch(() => {});
    });
}
