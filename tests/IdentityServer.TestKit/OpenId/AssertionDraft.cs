using System.Text;
using System.Text.Json.Nodes;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.TestKit.OpenId;

/// <summary>A client's assertion (RFC 7523), good unless a test bends it.</summary>
internal sealed class AssertionDraft(SigningKey key, string clientId, string audience, DateTimeOffset now)
{
    public JsonObject Header { get; } = new() { ["alg"] = key.Algorithm.Name, ["typ"] = "JWT", ["kid"] = key.Kid };

    public JsonObject Claims { get; } = new()
    {
        ["iss"] = clientId,
        ["sub"] = clientId,
        ["aud"] = audience,
        ["jti"] = Guid.NewGuid().ToString("N"),
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddMinutes(1).ToUnixTimeSeconds(),
    };

    /// <summary>The names of what it is posted with.</summary>
    public (string, string)[] Form() =>
        [("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", ToString())];

    public override string ToString()
    {
        var signed = $"{Part(Header)}.{Part(Claims)}";
        var signature = new byte[key.SignatureLength];
        key.Sign(Encoding.ASCII.GetBytes(signed), signature);
        return $"{signed}.{StrictBase64Url.Encode(signature)}";
    }

    private static string Part(JsonObject json) => StrictBase64Url.Encode(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
