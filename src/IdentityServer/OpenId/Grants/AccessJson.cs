using System.Text.Json;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.OpenId.Grants;

/// <summary>How access is kept in the rows of grants and consents. By hand, because it is read whenever a token is used.</summary>
internal static class AccessJson
{
    public static byte[] Write(Access access) => JsonBytes.Write(access, static (json, access) => Write(json, access));

    public static void Write(Utf8JsonWriter json, Access access)
    {
        json.WriteStartObject();
        json.WriteList("scopes", access.Scopes);
        json.WriteList("resources", access.Resources);
        json.WriteList("userInfoClaims", access.UserInfoClaims);
        json.WriteList("idTokenClaims", access.IdTokenClaims);
        json.WriteEndObject();
    }

    public static Access Read(byte[] content)
    {
        var json = new Utf8JsonReader(content);
        return Read(ref json);
    }

    /// <param name="json">Before the object, and afterwards at its end.</param>
    public static Access Read(ref Utf8JsonReader json)
    {
        IReadOnlyList<string> scopes = [], resources = [], userInfoClaims = [], idTokenClaims = [];
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("scopes"u8))
                scopes = json.ReadList();
            else if (json.ValueTextEquals("resources"u8))
                resources = json.ReadList();
            else if (json.ValueTextEquals("userInfoClaims"u8))
                userInfoClaims = json.ReadList();
            else if (json.ValueTextEquals("idTokenClaims"u8))
                idTokenClaims = json.ReadList();
            else
                json.Skip();
        }

        return new() { Scopes = scopes, Resources = resources, UserInfoClaims = userInfoClaims, IdTokenClaims = idTokenClaims };
    }
}
