using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Claims;
using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.Protocol.OpenId.Tokens;

/// <summary>
/// RFC 9068 §2.2. An opaque access token says the same, sealed instead of signed: only this server can read it.
/// </summary>
internal sealed record AccessToken
{
    public required string Issuer { get; init; }

    /// <summary>Who it speaks for: a person, or the client itself (§2.2: then it is the client_id).</summary>
    public required string Subject { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Who may accept it: APIs, and the issuer itself for userinfo.</summary>
    public required IReadOnlyList<string> Audience { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>jti</summary>
    public required string Id { get; init; }

    /// <summary>What it hangs on: ended with it, wherever this server is asked. None where a client acts for itself.</summary>
    public string? GrantId { get; init; }

    /// <summary>§2.2.1, RFC 9470 §6.2: lets an API ask for a fresher or stronger sign-in.</summary>
    public Authentication? Authentication { get; init; }

    /// <summary>§2.2.2: what the APIs it is for are told about the person.</summary>
    public PersonClaims? Person { get; init; }

    public IReadOnlyList<string> PersonClaims { get; init; } = [];

    public bool IsFor(string audience) => Audience.Contains(audience);

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("iss", Issuer);
        json.WriteString("sub", Subject);
        json.WriteString("client_id", ClientId);
        WriteAudience(json);
        json.WriteNumber("exp", ExpiresAt.ToUnixTimeSeconds());
        json.WriteNumber("iat", IssuedAt.ToUnixTimeSeconds());
        json.WriteString("jti", Id);
        if (Scopes is not [])
            json.WriteString("scope", string.Join(' ', Scopes));
        if (GrantId is not null)
            json.WriteString("grant_id", GrantId);
        Authentication?.WriteTo(json);
        Person?.WriteTo(json, PersonClaims);
        json.WriteEndObject();
    }

    /// <summary>What this server wrote, once its signature is proven. Anything else is no token.</summary>
    public static bool TryRead(ReadOnlySpan<byte> content, [NotNullWhen(true)] out AccessToken? token)
    {
        token = null;
        if (!JsonClaims.TryParse(content, out var claims)
            || !claims.TryGetString("iss", out var issuer) || issuer is null
            || !claims.TryGetString("sub", out var subject) || subject is null
            || !claims.TryGetString("client_id", out var clientId) || clientId is null
            || !claims.TryGetStrings("aud", out var audience) || audience is null
            || !claims.TryGetTime("exp", out var expiresAt) || expiresAt is null
            || !claims.TryGetTime("iat", out var issuedAt) || issuedAt is null
            || !claims.TryGetString("jti", out var id) || id is null
            || !claims.TryGetString("scope", out var scope)
            || !claims.TryGetString("grant_id", out var grantId)
            || !AuthenticationClaims.TryRead(claims, out var authentication))
            return false;

        token = new()
        {
            Issuer = issuer,
            Subject = subject,
            ClientId = clientId,
            Audience = audience,
            Scopes = SpaceSeparated.Read(scope),
            IssuedAt = issuedAt.Value,
            ExpiresAt = expiresAt.Value,
            Id = id,
            GrantId = grantId,
            Authentication = authentication,
        };
        return true;
    }

    private void WriteAudience(Utf8JsonWriter json)
    {
        if (Audience is [var only])
        {
            json.WriteString("aud", only);
            return;
        }

        json.WriteStartArray("aud");
        foreach (var audience in Audience)
            json.WriteStringValue(audience);
        json.WriteEndArray();
    }
}
