// Keeps the password manager in step with this account. Only for somebody signed in: it names their passkeys.
import { signal } from "./ceremony.js";

const { rpId, userId, userName, displayName, credentials } = document.getElementById("passkeys").dataset;

signal({ rpId, userId, credentialIds: credentials ? credentials.split(" ") : [], name: userName, displayName });
