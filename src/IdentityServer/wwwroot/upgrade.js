// After a sign-in with a password: the browser may make a passkey without asking, where its owner allowed that.
import { answer, forget, prompt } from "./ceremony.js";

const capable = (await window.PublicKeyCredential?.getClientCapabilities?.())?.conditionalCreate;

if (capable) {
    try {
        await answer("registration", await prompt("registration", { occasion: "Conditional" }, "conditional"));
    } catch (refusal) {
        // Nobody asked for it, so nobody hears that it did not work.
        await forget(refusal.signal);
    }
}
