using System.Text.Json;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Assurance;

namespace IdentityServer.Protocol.OpenId.Tokens;

/// <summary>auth_time, acr and amr, in every token that speaks of a sign-in (OpenID Connect Core §2, RFC 9068 §2.2.1).</summary>
internal static class AuthenticationClaims
{
    public static void WriteTo(this Authentication authentication, Utf8JsonWriter json)
    {
        json.WriteNumber("auth_time", authentication.Time);
        if (authentication.ToldAcr is { } acr)
            json.WriteString("acr", acr);
        if (authentication.Amr is [])
            return;

        json.WriteStartArray("amr");
        foreach (var method in authentication.Amr)
            json.WriteStringValue(method);
        json.WriteEndArray();
    }

    /// <summary>True with nothing where the token speaks of no sign-in.</summary>
    public static bool TryRead(JsonClaims claims, out Authentication? authentication)
    {
        authentication = null;
        if (!claims.TryGetTime("auth_time", out var at)
            || !claims.TryGetString("acr", out var acr)
            || !claims.TryGetStrings("amr", out var amr))
            return false;

        if (at is not null)
            authentication = new(at.Value, acr, amr ?? []);
        return true;
    }
}
