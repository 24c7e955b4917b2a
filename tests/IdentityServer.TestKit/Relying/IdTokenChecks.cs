using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IdentityServer.TestKit.Relying;

/// <summary>OpenID Connect Core §3.1.3.7 and §12.2, and what the conformance suite looks at beyond; the signature is verified elsewhere.</summary>
internal static class IdTokenChecks
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private static readonly string[] Known =
    [
        "iss", "sub", "aud", "azp", "exp", "iat", "nbf", "jti", "nonce", "auth_time", "acr", "amr", "sid", "at_hash", "c_hash", "s_hash",
    ];

    private static readonly Action<JsonElement, IdTokenExpectation>[] InOrder =
        [Issuer, Audience, AuthorizedParty, Times, SignInTime, Context, Nonce, Subject, Hashes, NothingElse, SameAsBefore];

    public static void Check(JsonElement claims, IdTokenExpectation expected)
    {
        foreach (var check in InOrder)
            check(claims, expected);
    }

    private static void Issuer(JsonElement claims, IdTokenExpectation expected) =>
        DistrustException.Unless(claims.Text("iss") == expected.Issuer, $"iss is {claims.Text("iss")}");

    private static void Audience(JsonElement claims, IdTokenExpectation expected) =>
        DistrustException.Unless(claims.Audience() is [var only] && only == expected.ClientId, $"aud is {string.Join(' ', claims.Audience())}");

    private static void AuthorizedParty(JsonElement claims, IdTokenExpectation expected) =>
        DistrustException.Unless(claims.Text("azp") is not { } azp || azp == expected.ClientId, $"azp is {claims.Text("azp")}");

    private static void Times(JsonElement claims, IdTokenExpectation expected)
    {
        DistrustException.Unless(claims.Time("exp") > expected.Now, "it has expired, or never does");
        DistrustException.Unless(claims.Time("exp") < expected.Now.AddYears(1), "it lives for ever");
        DistrustException.Unless(claims.Time("iat") is { } issued && (issued - expected.Now).Duration() <= Skew, "it was not issued now");
        DistrustException.Unless(claims.Time("nbf") is not { } start || start <= expected.Now + Skew, "it is not valid yet");
    }

    private static void SignInTime(JsonElement claims, IdTokenExpectation expected)
    {
        DistrustException.Unless(expected.MaximumAge is null || claims.Time("auth_time") is not null, "auth_time is missing though max_age was sent");
        if (claims.Time("auth_time") is not { } at)
            return;

        DistrustException.Unless(at <= expected.Now + Skew, "auth_time is to come");
        DistrustException.Unless(expected.MaximumAge is not { } age || at >= expected.Now - age - Skew, "the sign-in is older than max_age");
    }

    private static void Context(JsonElement claims, IdTokenExpectation expected)
    {
        DistrustException.Unless(claims.Text("acr") is not "", "acr is empty");
        claims.List("amr");
    }

    // Absent where none was sent; a refreshed token need not repeat it (§12.2).
    private static void Nonce(JsonElement claims, IdTokenExpectation expected) =>
        DistrustException.Unless(
            claims.Text("nonce") is var nonce && (nonce == expected.Nonce || nonce is null && expected.Before is not null), $"nonce is {nonce ?? "missing"}");

    private static void Subject(JsonElement claims, IdTokenExpectation expected) =>
        DistrustException.Unless(
            claims.Text("sub") is { Length: > 0 and <= 255 } subject && subject.All(c => c is >= ' ' and <= '~'), "sub is missing or no subject");

    private static void Hashes(JsonElement claims, IdTokenExpectation expected)
    {
        DistrustException.Unless(claims.Text("at_hash") is not { } access || access == LeftHalf(expected.AccessToken), "at_hash belongs to another token");
        DistrustException.Unless(claims.Text("c_hash") is not { } code || code == LeftHalf(expected.Code), "c_hash belongs to another code");
    }

    // Claims about the person come from the userinfo endpoint when there is an access token for it.
    private static void NothingElse(JsonElement claims, IdTokenExpectation expected) =>
        DistrustException.Unless(claims.Names().Except(Known) is var more && !more.Any(), $"it says more than it should: {string.Join(", ", more)}");

    private static void SameAsBefore(JsonElement claims, IdTokenExpectation expected)
    {
        if (expected.Before?.Claims is not { } before)
            return;

        foreach (var name in (string[])["iss", "sub", "azp", "auth_time", "sid"])
            DistrustException.Unless(
                Raw(before, name) is var was && (Raw(claims, name) == was || Raw(claims, name) is null), $"{name} changed at the refresh");
        DistrustException.Unless(claims.Time("iat") >= before.Time("iat"), "iat went back at the refresh");
    }

    private static string? Raw(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) ? value.GetRawText() : null;

    // All algorithms offered here hash with SHA-256.
    private static string? LeftHalf(string? value) =>
        value is null ? null : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(value)).AsSpan(0, 16));
}
