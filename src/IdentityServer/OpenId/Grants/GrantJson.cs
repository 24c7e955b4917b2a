using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.OpenId.Grants;

/// <summary>How access and proof are kept in the row.</summary>
[JsonSerializable(typeof(Access))]
[JsonSerializable(typeof(Authentication))]
[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class GrantJson : JsonSerializerContext
{
    public static byte[] Write(Access access) => JsonSerializer.SerializeToUtf8Bytes(access, Default.Access);

    public static byte[] Write(Authentication authentication) => JsonSerializer.SerializeToUtf8Bytes(authentication, Default.Authentication);

    public static Access ReadAccess(byte[] json) => JsonSerializer.Deserialize(json, Default.Access) ?? new Access();

    public static Authentication ReadAuthentication(byte[] json) =>
        JsonSerializer.Deserialize(json, Default.Authentication) ?? throw new JsonException("A grant without a proof.");
}
