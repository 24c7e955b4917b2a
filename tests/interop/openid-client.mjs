// The code flow through openid-client, with a secret in the Authorization header.
import * as client from "openid-client";
import { redirectUri, serve, signedOutUri } from "./app.mjs";

const { ISSUER, CLIENT_ID, CLIENT_SECRET } = process.env;

const config = await client.discovery(
    new URL(ISSUER), CLIENT_ID, { id_token_signed_response_alg: "RS256" }, client.ClientSecretBasic(CLIENT_SECRET), { execute: [client.allowInsecureRequests] });
client.enableNonRepudiationChecks(config); // verifies the ID token's signature too

serve({
    async signIn(visit) {
        Object.assign(visit, { verifier: client.randomPKCECodeVerifier(), state: client.randomState(), nonce: client.randomNonce() });
        return client.buildAuthorizationUrl(config, {
            redirect_uri: redirectUri,
            scope: "openid profile email offline_access",
            code_challenge: await client.calculatePKCECodeChallenge(visit.verifier),
            code_challenge_method: "S256",
            state: visit.state,
            nonce: visit.nonce,
            max_age: "3600",
        });
    },

    async finish(visit, url) {
        const tokens = await client.authorizationCodeGrant(config, url, {
            pkceCodeVerifier: visit.verifier, expectedState: visit.state, expectedNonce: visit.nonce, maxAge: 3600, idTokenExpected: true,
        });
        Object.assign(visit, { tokens, idToken: tokens.id_token, claims: tokens.claims() });
    },

    userInfo: visit => client.fetchUserInfo(config, visit.tokens.access_token, visit.claims.sub),

    async refresh(visit) {
        const { refresh_token: before } = visit.tokens;
        visit.tokens = await client.refreshTokenGrant(config, before);
        if (visit.tokens.refresh_token === before) throw new Error("The refresh token was not rotated.");
    },

    async signOut(visit) {
        await client.tokenRevocation(config, visit.tokens.refresh_token);
        return client.buildEndSessionUrl(config, { id_token_hint: visit.idToken, post_logout_redirect_uri: signedOutUri });
    },
});
