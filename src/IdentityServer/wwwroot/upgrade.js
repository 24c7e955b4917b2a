// After a sign-in with a password: the browser may make a passkey without asking, where its owner allowed that. On the
// page that would ask for one, the way then goes on at once.
import { answer, forget, prompt } from "./ceremony.js";

const capable = (await window.PublicKeyCredential?.getClientCapabilities?.())?.conditionalCreate;

if (capable) {
    try {
        await answer("registration", await prompt("registration", { occasion: "Conditional" }, "conditional"));
        const { onward } = document.getElementById("enrolment")?.dataset ?? {};
        if (onward) location.assign(onward);
    } catch (refusal) {
        // Nobody asked for it, so nobody hears that it did not work.
        await forget(refusal.signal);
    }
}
