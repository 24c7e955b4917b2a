using System.Text.Json;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Claims;

namespace IdentityServer.Protocol.OpenId.Tokens;

/// <summary>OpenID Connect Core §2: tells one app who signed in, when and how. What the scopes bring is at userinfo.</summary>
internal sealed record IdToken
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required string ClientId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required Authentication Authentication { get; init; }

    /// <summary>Back-Channel Logout §2.1: which session a logout message will speak of.</summary>
    public required string SessionId { get; init; }

    /// <summary>§3.1.3.6.</summary>
    public string? AccessTokenHash { get; init; }

    /// <summary>Exactly as it was sent, and only if it was. A refreshed token has none (§12.2).</summary>
    public string? Nonce { get; init; }

    /// <summary>What was asked for by name with the claims parameter.</summary>
    public PersonClaims? Person { get; init; }

    public IReadOnlyList<string> PersonClaims { get; init; } = [];

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("iss", Issuer);
        json.WriteString("sub", Subject);
        json.WriteString("aud", ClientId);
        json.WriteNumber("exp", ExpiresAt.ToUnixTimeSeconds());
        json.WriteNumber("iat", IssuedAt.ToUnixTimeSeconds());
        Authentication.WriteTo(json);
        json.WriteString("sid", SessionId);
        if (Nonce is not null)
            json.WriteString("nonce", Nonce);
        if (AccessTokenHash is not null)
            json.WriteString("at_hash", AccessTokenHash);
        Person?.WriteTo(json, PersonClaims);
        json.WriteEndObject();
    }
}
