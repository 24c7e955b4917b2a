// The end of every sign-in with a passkey: the answer is sent, the password manager told, and the way goes on.
import { answer, signal } from "./ceremony.js";

/** Whether this device could have a passkey of its own, after one from a phone or a key was used. */
const keepsPasskeys = () => PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable?.() ?? false;

export async function finish(proof, attempts) {
    const { next, accepted, offer } = await answer("sign-in", { ...proof, attempts });
    if (accepted) await signal(accepted);
    location.assign(offer && await keepsPasskeys() ? offer : next);
}
