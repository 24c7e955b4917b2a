using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.OpenId.Discovery;

/// <summary>RFC 9728 §2</summary>
internal static class ProtectedResourceDocument
{
    public static byte[] Write(Provider provider) => JsonBytes.Write(provider, static (json, provider) =>
    {
        json.WriteStartObject();
        json.WriteString("resource", provider.Issuer);
        json.WriteList("authorization_servers", [provider.Issuer]);
        json.WriteList("bearer_methods_supported", ["header", "body"]);
        json.WriteList("scopes_supported", provider.Catalog.Identity.Select(scope => scope.Name));
        json.WriteEndObject();
    });
}
