// The other ways to sign in: the same prompt, which begins where the person says that the passkey is.
import { attempt, lacks, prompt, supported } from "./ceremony.js";
import { finish } from "./signed-in.js";

const { interaction } = document.getElementById("other-ways").dataset;

for (const button of document.querySelectorAll("button[data-hint]")) {
    const { hint } = button.dataset;
    button.hidden = !supported();
    button.closest(".way").hidden = hint === "hybrid" && await lacks("hybridTransport");
    button.addEventListener("click", () =>
        attempt(button, async () => finish(await prompt("sign-in", { interaction, hint }))).catch(() => {}));
}
