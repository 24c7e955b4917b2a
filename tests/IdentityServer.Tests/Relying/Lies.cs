using System.Net;
using System.Text.Json.Nodes;

namespace IdentityServer.Tests.Relying;

/// <summary>What a provider could get wrong, and what the strict app says to it.</summary>
internal static class Lies
{
    public static IEnumerable<TestCaseData> AtDiscovery =>
    [
        Lie("another issuer", it => it.Metadata["issuer"] = "https://evil.test", "issuer"),
        Lie("plain http", it => it.Metadata["token_endpoint"] = "http://id.test/token", "token_endpoint"),
        Lie("no keys", it => it.Metadata.Remove("jwks_uri"), "jwks_uri"),
        Lie("a relative address", it => it.Metadata["userinfo_endpoint"] = "userinfo", "userinfo_endpoint"),
        Lie("no code flow", it => it.Metadata["response_types_supported"] = new JsonArray("token"), "code flow"),
        Lie("no RS256", it => it.Metadata["id_token_signing_alg_values_supported"] = new JsonArray("ES256"), "RS256"),
        Lie("no PKCE", it => it.Metadata["code_challenge_methods_supported"] = new JsonArray("plain"), "PKCE"),
        Lie("another client authentication", it => it.Metadata["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"), "not offered"),
    ];

    public static IEnumerable<TestCaseData> InTokens =>
    [
        Lie("iss of somebody else", it => it.Claims["iss"] = "https://evil.test", "iss"),
        Lie("aud of another app", it => it.Claims["aud"] = "another", "aud"),
        Lie("aud of two apps", it => it.Claims["aud"] = new JsonArray("app", "another"), "aud"),
        Lie("azp of another app", it => it.Claims["azp"] = "another", "azp"),
        Lie("expired", it => it.Claims["exp"] = LyingProvider.Now.ToUnixTimeSeconds(), "expired"),
        Lie("exp as text", it => it.Claims["exp"] = "1", "exp"),
        Lie("no exp", it => it.Claims.Remove("exp"), "expired"),
        Lie("exp in a hundred years", it => it.Claims["exp"] = LyingProvider.Now.AddYears(100).ToUnixTimeSeconds(), "for ever"),
        Lie("iat long ago", it => it.Claims["iat"] = LyingProvider.Now.AddMinutes(-6).ToUnixTimeSeconds(), "issued"),
        Lie("no iat", it => it.Claims.Remove("iat"), "issued"),
        Lie("no auth_time though max_age was asked", it => it.Claims.Remove("auth_time"), "auth_time"),
        Lie("an old sign-in though max_age was asked", it => it.Claims["auth_time"] = LyingProvider.Now.AddHours(-1).ToUnixTimeSeconds(), "max_age"),
        Lie("an empty acr", it => it.Claims["acr"] = "", "acr"),
        Lie("amr as text", it => it.Claims["amr"] = "pop", "amr"),
        Lie("another nonce", it => it.Claims["nonce"] = "another", "nonce"),
        Lie("no nonce", it => it.Claims.Remove("nonce"), "nonce"),
        Lie("no sub", it => it.Claims.Remove("sub"), "sub"),
        Lie("sub beyond ASCII", it => it.Claims["sub"] = "adä", "sub"),
        Lie("at_hash of another token", it => it.Claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA", "at_hash"),
        Lie("c_hash of another code", it => it.Claims["c_hash"] = "AAAAAAAAAAAAAAAAAAAAAA", "c_hash"),
        Lie("an e-mail address in the ID token", it => it.Claims["email"] = "ada@id.test", "email"),
        Lie("a null claim", it => it.Claims["azp"] = null, "azp"),
        Lie("no signature at all", it => it.Header["alg"] = "none", "none"),
        Lie("another algorithm", it => it.Header["alg"] = "RS256", "RS256"),
        Lie("a key nobody published", it => it.Header["kid"] = "another", "not published"),
        Lie("no key id", it => it.Header.Remove("kid"), "names no key"),
        Lie("an extension", it => it.Header["crit"] = new JsonArray("b64"), "extensions"),
        Lie("a changed signature", it => it.Signed = token => token[..^8] + "AAAAAAAA", "signature"),
        Lie("no signature", it => it.Signed = token => token[..(token.LastIndexOf('.') + 1)], "signature"),
        Lie("two parts", it => it.Signed = token => token[..token.LastIndexOf('.')], "three parts"),
        Lie("padding", it => it.Signed = token => token + "=", "base64url"),
        Lie("an ID token that is none", it => it.Tokens["id_token"] = "", "three parts"),
        Lie("a guessable access token", it => it.Tokens["access_token"] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "guessed"),
        Lie("another token type", it => it.Tokens["token_type"] = "mac", "token_type"),
        Lie("no lifetime", it => it.Tokens.Remove("expires_in"), "expires_in"),
        Lie("a guessable refresh token", it => it.Tokens["refresh_token"] = "7", "refresh token"),
        Lie("an answer that caches keep", it => it.Keeps = true, "kept"),
        Lie("a private key among the published", it => it.Jwks["keys"]![0]!["d"] = "AQ", "private"),
        Lie("two keys with one id", it => it.Jwks["keys"]!.AsArray().Add(it.Key.PublicJwk), "id of its own"),
        Lie("a key of another use", it => it.Jwks["keys"]![0]!["use"] = "enc", "something else"),
        Lie("a refusal of another status", it => (it.TokenStatus, it.Tokens["error"]) = (HttpStatusCode.Conflict, "invalid_grant"), "409"),
        Lie("a refusal without a word", it => it.TokenStatus = HttpStatusCode.BadRequest, "error"),
        Lie("a quotation mark in the refusal", it => (it.TokenStatus, it.Tokens["error"], it.Tokens["error_description"]) = (HttpStatusCode.BadRequest, "invalid_grant", "\""), "characters"),
        Lie("401 without a challenge", it => (it.TokenStatus, it.Tokens["error"]) = (HttpStatusCode.Unauthorized, "invalid_client"), "challenge"),
    ];

    public static IEnumerable<TestCaseData> InUserInfo =>
    [
        Lie("somebody else", it => it.UserInfo["sub"] = "eve", "somebody else"),
        Lie("nobody", it => it.UserInfo.Remove("sub"), "somebody else"),
        Lie("a flag as text", it => it.UserInfo["email_verified"] = "true", "email_verified"),
        Lie("a time as text", it => it.UserInfo["updated_at"] = "today", "updated_at"),
        Lie("an empty name", it => it.UserInfo["name"] = " ", "name"),
        Lie("null", it => it.UserInfo["website"] = null, "website"),
        Lie("a birthday in another spelling", it => it.UserInfo["birthdate"] = "10.12.1815", "birthdate"),
        Lie("an address as text", it => it.UserInfo["address"] = "London", "address"),
    ];

    private static TestCaseData Lie(string name, Action<LyingProvider> bend, string complaint) =>
        new TestCaseData(bend, complaint).SetArgDisplayNames(name);
}
