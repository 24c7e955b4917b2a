// Beside the password field: the passkeys of whoever was named a page before.
import { attempt, prompt, supported } from "./ceremony.js";
import { finish } from "./signed-in.js";

const button = document.getElementById("passkey-sign-in");
const { interaction, identifier } = button.dataset;
let attempts = 0;

if (supported()) {
    button.hidden = false;
    button.addEventListener("click", () => attempt(button, async () => {
        const proof = await prompt("sign-in", { interaction, identifier });
        attempts += 1;
        await finish(proof, attempts);
    }).catch(() => {}));
}
