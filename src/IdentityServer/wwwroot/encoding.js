// The JSON form of WebAuthn, for browsers from before 2025 and password managers that put themselves in between.
const bytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), character => character.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const listed = credentials => credentials?.map(it => ({ ...it, id: bytes(it.id) }));

export const creation = options => ({
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: listed(options.excludeCredentials),
});

export const request = options => ({
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: listed(options.allowCredentials),
});

export function response(credential) {
    const { id, rawId, type, authenticatorAttachment, response } = credential;
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].filter(name => response[name]);
    return {
        id,
        rawId: text(rawId),
        type,
        authenticatorAttachment: authenticatorAttachment ?? undefined,
        response: { ...Object.fromEntries(parts.map(name => [name, text(response[name])])), transports: response.getTransports?.() },
        clientExtensionResults: credential.getClientExtensionResults(),
    };
}
