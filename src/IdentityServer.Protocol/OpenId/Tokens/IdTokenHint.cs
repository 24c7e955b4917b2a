using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Tokens;

/// <summary>
/// An ID token of ours that comes back as a hint about the person (OpenID Connect Core §3.1.2.1, RP-Initiated Logout §2).
/// It may have expired long ago, but it must be ours: its signature is what makes it more than a wish.
/// </summary>
internal sealed record IdTokenHint(string Subject, IReadOnlyList<string> Audience, string? SessionId)
{
    // RFC 8725 §3.11: neither an access token nor a logout token. A signed answer of userinfo has the same type, and no end.
    private static readonly IReadOnlyList<string> Types = ["JWT"];

    public static bool TryRead(string? text, VerificationKeySet keys, Provider provider, [NotNullWhen(true)] out IdTokenHint? hint)
    {
        hint = null;
        var expected = new JwsExpectation { Algorithms = provider.SigningAlgorithms, Types = Types };
        if (!CompactJws.TryParse(text, out var jws) || jws.FirstViolation(expected, keys) is not null
            || !JsonClaims.TryParse(jws.UnverifiedPayload.Span, out var claims)
            || !claims.TryGetString("iss", out var issuer) || issuer != provider.Issuer
            || !claims.TryGetString("sub", out var subject) || subject is null
            || !claims.TryGetStrings("aud", out var audience) || audience is null or []
            || !claims.TryGetTime("exp", out var expiry) || expiry is null
            || !claims.TryGetTime("iat", out var issuedAt) || issuedAt is null
            || !claims.TryGetString("sid", out var sessionId))
            return false;

        hint = new(subject, audience, sessionId);
        return true;
    }

    public bool IsFor(Client client) => Audience.Contains(client.ClientId);
}
