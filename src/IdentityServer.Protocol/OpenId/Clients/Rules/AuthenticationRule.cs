using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

internal static class AuthenticationRule
{
    // OpenID Connect Core §9
    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider)
    {
        const string member = "token_endpoint_auth_method";
        if (!provider.ClientAuthenticationMethods.Contains(client.AuthenticationMethod))
        {
            yield return new(member, $"must be one of {string.Join(", ", provider.ClientAuthenticationMethods)}");
            yield break;
        }

        var usesSecret = AuthenticationMethods.UsesSecret(client.AuthenticationMethod);
        if (usesSecret && client.Secrets is [])
            yield return new(member, $"{client.AuthenticationMethod} needs a client_secret");
        if (!usesSecret && client.Secrets is not [])
            yield return new(member, $"{client.AuthenticationMethod} goes without a client_secret");
        if (client is { AuthenticationMethod: AuthenticationMethods.PrivateKeyJwt, Jwks: null, JwksUri: null })
            yield return new(member, "private_key_jwt needs jwks or jwks_uri");
        if (client is { IsPublic: true, MayIntrospect: true })
            yield return new("may_introspect", "needs a client that can prove itself");
    }
}
