using System.Text.Json.Serialization;

namespace IdentityServer.OpenId.Codes;

[JsonSerializable(typeof(AuthorizationCode))]
[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class AuthorizationCodeJson : JsonSerializerContext;
