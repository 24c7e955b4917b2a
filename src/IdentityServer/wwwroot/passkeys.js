// Keeps the password manager in step with the list on this page. Only for somebody signed in: it names their passkeys.
const list = document.getElementById("passkeys");
const { rpId, userId, userName, displayName, credentials } = list.dataset;

const signal = (name, message) => window.PublicKeyCredential?.[name]?.(message)?.catch(() => {});

signal("signalAllAcceptedCredentials", { rpId, userId, allAcceptedCredentialIds: credentials ? credentials.split(" ") : [] });
signal("signalCurrentUserDetails", { rpId, userId, name: userName, displayName });
