using System.Text.Json;
using IdentityServer.OpenId.Grants;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.OpenId.Consents;

internal static class ConsentJson
{
    public static byte[] Write(Consent consent) => JsonBytes.Write(consent, static (json, consent) =>
    {
        json.WriteStartObject();
        json.WritePropertyName("shown");
        AccessJson.Write(json, consent.Shown);
        json.WritePropertyName("granted");
        AccessJson.Write(json, consent.Granted);
        json.WriteEndObject();
    });

    public static Consent Read(Guid accountId, byte[] content)
    {
        var json = new Utf8JsonReader(content);
        (Access shown, Access granted) = (new(), new());
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("shown"u8))
                shown = AccessJson.Read(ref json);
            else if (json.ValueTextEquals("granted"u8))
                granted = AccessJson.Read(ref json);
            else
                json.Skip();
        }

        return new(accountId, shown, granted);
    }
}
