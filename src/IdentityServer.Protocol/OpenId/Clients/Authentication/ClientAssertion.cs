using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.OpenId.Clients.Authentication;

/// <summary>RFC 7523 §2.2, as the sender wrote it. Nothing is believed before <see cref="AssertionRules"/> and the signature.</summary>
internal sealed record ClientAssertion(CompactJws Jws, string Subject)
{
    public required string? Issuer { get; init; }
    public required string? Identifier { get; init; }
    public required IReadOnlyList<string> Audiences { get; init; }
    public required DateTimeOffset? Expiry { get; init; }
    public required DateTimeOffset? NotBefore { get; init; }
    public required DateTimeOffset? IssuedAt { get; init; }

    public static bool TryRead(string? text, [NotNullWhen(true)] out ClientAssertion? assertion)
    {
        assertion = null;
        if (!CompactJws.TryParse(text, out var jws) || !JsonClaims.TryParse(jws.UnverifiedPayload.Span, out var claims)
            || !claims.TryGetString("sub", out var subject) || subject is null or ""
            || !claims.TryGetString("iss", out var issuer)
            || !claims.TryGetString("jti", out var identifier)
            || !claims.TryGetStrings("aud", out var audiences)
            || !claims.TryGetTime("exp", out var expiry)
            || !claims.TryGetTime("nbf", out var notBefore)
            || !claims.TryGetTime("iat", out var issuedAt))
            return false;

        assertion = new(jws, subject)
        {
            Issuer = issuer,
            Identifier = identifier,
            Audiences = audiences ?? [],
            Expiry = expiry,
            NotBefore = notBefore,
            IssuedAt = issuedAt,
        };
        return true;
    }
}
