// An app in the browser: the code flow with PKCE (OpenID Connect Core §3.1), each step shown.

const form = document.getElementById("ask");
const next = document.getElementById("next");
const { issuer, client, redirect } = form.dataset;

const memory = {
    get: name => JSON.parse(sessionStorage.getItem(`playground-${name}`)),
    set: (name, value) => sessionStorage.setItem(`playground-${name}`, JSON.stringify(value)),
    clear: () => ["attempt", "tokens"].forEach(name => sessionStorage.removeItem(`playground-${name}`)),
};

const signedOut = "signed-out";

const base64url = bytes => new Uint8Array(bytes).toBase64({ alphabet: "base64url", omitPadding: true });
const bytes = text => Uint8Array.fromBase64(text, { alphabet: "base64url" });
const json = text => JSON.parse(new TextDecoder().decode(bytes(text)));
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const sha256 = text => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));

let metadata;
const endpoint = async name => {
    metadata ??= await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
    return metadata[name];
};

// 1. Ask.
form.addEventListener("submit", async event => {
    event.preventDefault();
    const chosen = new FormData(form);
    const attempt = { state: random(), nonce: random(), verifier: random() };
    const request = {
        response_type: "code",
        client_id: client,
        redirect_uri: redirect,
        scope: chosen.getAll("scope").join(" "),
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: base64url(await sha256(attempt.verifier)),
        code_challenge_method: "S256",
    };
    for (const name of ["prompt", "max_age", "acr_values", "login_hint", "response_mode"])
        if (chosen.get(name)) request[name] = chosen.get(name);

    memory.clear();
    memory.set("attempt", { ...attempt, request });
    location.assign(`${await endpoint("authorization_endpoint")}?${new URLSearchParams(request)}`);
});

// 2. Read the answer, wherever the response mode put it.
const answer = () => {
    if (form.dataset.posted) return JSON.parse(form.dataset.posted);
    const fields = new URLSearchParams(location.hash ? location.hash.slice(1) : location.search);
    return Object.fromEntries(fields);
};

async function finish(fields) {
    const attempt = memory.get("attempt");
    if (!attempt || fields.state !== attempt.state) return tell("An answer to no question of this tab", fields);

    tell("The request", attempt.request);
    tell("The answer", fields);
    history.replaceState(null, "", redirect);
    sessionStorage.removeItem("playground-attempt");
    if (fields.iss !== issuer) return tell("The answer is refused", { iss: `${fields.iss} is not ${issuer}` });
    if (fields.error) return;

    await ask("The tokens", { grant_type: "authorization_code", code: fields.code, redirect_uri: redirect, code_verifier: attempt.verifier }, attempt.nonce);
}

// 3. Redeem, later refresh.
async function ask(title, parameters, nonce) {
    const response = await post("token_endpoint", parameters);
    const tokens = await response.json();
    tell(`${title} (${response.status})`, tokens);
    if (!response.ok) return;

    const before = memory.get("tokens");
    memory.set("tokens", { ...before, ...tokens });
    if (tokens.id_token) await tellToken("ID token", tokens.id_token, nonce);
    if (tokens.access_token.split(".").length === 3) await tellToken("Access token", tokens.access_token);
    next.hidden = false;
}

const post = async (name, parameters) => fetch(await endpoint(name), {
    method: "POST",
    body: new URLSearchParams({ client_id: client, ...parameters }),
});

const acts = {
    userinfo: async () => {
        const response = await fetch(await endpoint("userinfo_endpoint"), { headers: { Authorization: `Bearer ${memory.get("tokens").access_token}` } });
        tell(`Userinfo (${response.status})`, response.ok ? await response.json() : { "WWW-Authenticate": response.headers.get("WWW-Authenticate") });
    },
    refresh: () => ask("Fresh tokens", { grant_type: "refresh_token", refresh_token: memory.get("tokens").refresh_token ?? "" }),
    revoke: async () => {
        const response = await post("revocation_endpoint", { token: memory.get("tokens").refresh_token ?? "" });
        tell(`Revocation (${response.status})`, response.ok ? { "the refresh token": "is gone" } : await response.json());
    },
    signOut: async () => {
        const parameters = { id_token_hint: memory.get("tokens").id_token, post_logout_redirect_uri: redirect, client_id: client, state: signedOut };
        memory.clear();
        location.assign(`${await endpoint("end_session_endpoint")}?${new URLSearchParams(parameters)}`);
    },
    startOver: () => {
        memory.clear();
        location.assign(redirect);
    },
};

next.addEventListener("click", event => acts[event.target.dataset?.act]?.());

// 4. Believe nothing that is not signed.
async function tellToken(title, token, nonce) {
    const [header, claims, signature] = token.split(".");
    const { kid, alg } = json(header);
    const { keys } = await (await fetch(await endpoint("jwks_uri"))).json();
    const jwk = keys.find(key => key.kid === kid);
    const genuine = alg === "ES256" && jwk && await crypto.subtle.verify(
        { name: "ECDSA", hash: "SHA-256" },
        await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]),
        bytes(signature), new TextEncoder().encode(`${header}.${claims}`));
    const fits = nonce === undefined || json(claims).nonce === nonce;
    tell(`${title}: ${genuine ? "the signature is right" : "the signature is wrong"}${fits ? "" : ", the nonce is not"}`, { ...json(header), ...json(claims) });
}

function tell(title, values) {
    const section = document.createElement("section");
    section.className = "card";
    section.append(Object.assign(document.createElement("h2"), { textContent: title }));
    const list = section.appendChild(document.createElement("dl"));
    list.className = "facts";
    for (const [name, value] of Object.entries(values)) {
        list.append(
            Object.assign(document.createElement("dt"), { textContent: name }),
            Object.assign(document.createElement("dd"), { textContent: typeof value === "string" ? value : JSON.stringify(value) }));
    }
    next.before(section);
    document.getElementById("status").textContent = title; // for screen readers
}

const fields = answer();
if (fields.code || fields.error) await finish(fields);
else if (fields.state === signedOut) tell("Signed out", fields);
else if (memory.get("tokens")) next.hidden = false;
