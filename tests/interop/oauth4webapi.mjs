// The code flow through oauth4webapi: a pushed request, a signed assertion instead of a secret, ES256 throughout.
import * as oauth from "oauth4webapi";
import { redirectUri, serve, signedOutUri } from "./app.mjs";

const { ISSUER, CLIENT_ID, CLIENT_KEY } = process.env;
const insecure = { [oauth.allowInsecureRequests]: true };

const jwk = JSON.parse(CLIENT_KEY);
const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
const proof = oauth.PrivateKeyJwt({ key, kid: jwk.kid });

const issuer = new URL(ISSUER);
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: "oidc", ...insecure }));
const app = { client_id: CLIENT_ID, id_token_signed_response_alg: "ES256" };

serve({
    async signIn(visit) {
        Object.assign(visit, { verifier: oauth.generateRandomCodeVerifier(), state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() });
        const response = await oauth.pushedAuthorizationRequest(server, app, proof, {
            response_type: "code",
            redirect_uri: redirectUri,
            scope: "openid profile email offline_access",
            code_challenge: await oauth.calculatePKCECodeChallenge(visit.verifier),
            code_challenge_method: "S256",
            state: visit.state,
            nonce: visit.nonce,
        }, insecure);
        const { request_uri } = await oauth.processPushedAuthorizationResponse(server, app, response);
        return `${server.authorization_endpoint}?${new URLSearchParams({ client_id: CLIENT_ID, request_uri })}`;
    },

    async finish(visit, url) {
        const answer = oauth.validateAuthResponse(server, app, url, visit.state);
        const response = await oauth.authorizationCodeGrantRequest(server, app, proof, answer, redirectUri, visit.verifier, insecure);
        const tokens = await oauth.processAuthorizationCodeResponse(server, app, response, { expectedNonce: visit.nonce, requireIdToken: true });
        await oauth.validateApplicationLevelSignature(server, response, insecure);
        Object.assign(visit, { tokens, idToken: tokens.id_token, claims: oauth.getValidatedIdTokenClaims(tokens) });
    },

    async userInfo(visit) {
        const response = await oauth.userInfoRequest(server, app, visit.tokens.access_token, insecure);
        return oauth.processUserInfoResponse(server, app, visit.claims.sub, response);
    },

    async refresh(visit) {
        const { refresh_token: before } = visit.tokens;
        visit.tokens = await oauth.processRefreshTokenResponse(
            server, app, await oauth.refreshTokenGrantRequest(server, app, proof, before, insecure));
        if (visit.tokens.refresh_token === before) throw new Error("The refresh token was not rotated.");
    },

    async signOut(visit) {
        await oauth.processRevocationResponse(await oauth.revocationRequest(server, app, proof, visit.tokens.refresh_token, insecure));
        return `${server.end_session_endpoint}?${new URLSearchParams({ id_token_hint: visit.idToken, post_logout_redirect_uri: signedOutUri, client_id: CLIENT_ID })}`;
    },
});
