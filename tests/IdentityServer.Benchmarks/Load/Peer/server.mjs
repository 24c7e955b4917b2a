// node-oidc-provider as the load runner compares with it: the same apps, tokens of the same kind, everything in one Map.
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

const [port, secret] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const api = "https://api.test";

const rows = new Map();

/** The least an adapter can be: one Map, no expiry, no copy. */
class MapAdapter {
    constructor(model) { this.model = model; }
    key(id) { return `${this.model}:${id}`; }
    async upsert(id, payload) {
        rows.set(this.key(id), payload);
        if (payload.uid) rows.set(`uid:${payload.uid}`, id);
    }
    async find(id) { return rows.get(this.key(id)); }
    async findByUid(uid) { return this.find(rows.get(`uid:${uid}`)); }
    async findByUserCode() { return undefined; }
    async consume(id) { const row = await this.find(id); if (row) row.consumed = Math.floor(Date.now() / 1000); }
    async destroy(id) { rows.delete(this.key(id)); }
    async revokeByGrantId(grantId) { for (const [key, row] of rows) if (row.grantId === grantId) rows.delete(key); }
}

const signingKey = (type, options, alg) =>
    ({ ...generateKeyPairSync(type, options).privateKey.export({ format: "jwk" }), use: "sig", alg, kid: alg });

const app = (client_id, more = {}) => ({
    client_id,
    client_secret: secret,
    redirect_uris: ["https://app.test/callback"],
    response_types: ["code"],
    grant_types: ["authorization_code", "refresh_token"],
    id_token_signed_response_alg: "ES256",
    scope: "openid profile offline_access load.read",
    ...more,
});

const provider = new Provider(issuer, {
    adapter: MapAdapter,
    jwks: { keys: [signingKey("ec", { namedCurve: "P-256" }, "ES256"), signingKey("rsa", { modulusLength: 2048 }, "RS256")] },
    cookies: { keys: ["load"] },
    scopes: ["openid", "profile", "offline_access", "load.read"],
    clients: [
        app("load-app"),
        app("load-app-rsa", { id_token_signed_response_alg: "RS256" }),
        app("load-machine", { redirect_uris: [], response_types: [], grant_types: ["client_credentials"], scope: "load.read" }),
    ],
    claims: { profile: ["name", "preferred_username", "updated_at"] },
    findAccount: (_, accountId) => ({
        accountId,
        claims: () => ({ sub: accountId, name: "Ada Lovelace", preferred_username: "ada", updated_at: 1760000000 }),
    }),
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    // Our own apps: nobody is asked for consent.
    loadExistingGrant: async context => {
        const { client, session } = context.oidc;
        const known = await provider.Grant.find(session.grantIdFor(client.clientId) ?? "");
        if (known) return known;

        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope("openid profile offline_access");
        await grant.save();
        return grant;
    },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        introspection: { enabled: true },
        resourceIndicators: {
            enabled: true,
            // Machines get JWTs for an API; people's tokens are for userinfo.
            defaultResource: context => (context.oidc.client?.clientId === "load-machine" ? api : undefined),
            getResourceServerInfo: () => ({ scope: "load.read", audience: api, accessTokenFormat: "jwt", jwt: { sign: { alg: "ES256" } } }),
        },
    },
});

provider.use(async (context, next) => {
    if (context.method !== "POST" || !context.path.startsWith("/interaction/"))
        return next();

    let body = "";
    for await (const chunk of context.req) body += chunk;
    context.status = 303;
    context.redirect(await provider.interactionResult(context.req, context.res, { login: { accountId: new URLSearchParams(body).get("account") } }));
    context.status = 303;
});

provider.listen(Number(port), "127.0.0.1");
