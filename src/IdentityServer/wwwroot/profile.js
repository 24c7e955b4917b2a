// A changed name reaches the password manager at once: it is what passkeys are offered under.
import { signalName } from "./ceremony.js";

signalName(document.getElementById("person").dataset);
