using IdentityServer.Protocol.OpenId.Clients.Metadata;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

internal static class GrantTypesRule
{
    // RFC 7591 §2.1: the two lists must tell the same story.
    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider)
    {
        if (client.GrantTypes is [] || client.GrantTypes.Except(provider.GrantTypes).Any())
            yield return new("grant_types", $"must be among {string.Join(", ", provider.GrantTypes)}");

        var usesCodes = client.MayUse(GrantTypes.AuthorizationCode);
        if (usesCodes && (client.ResponseTypes is [] || client.ResponseTypes.Except(provider.ResponseTypes).Any()))
            yield return new("response_types", $"must be among {string.Join(", ", provider.ResponseTypes)}");

        // RFC 6749 §4.4: there is nobody else whose word could be taken.
        if (client.IsPublic && client.MayUse(GrantTypes.ClientCredentials))
            yield return new("grant_types", "client_credentials needs a client that can prove itself");

        if (client.MayUse(GrantTypes.RefreshToken) && client.GrantTypes.Count is 1)
            yield return new("grant_types", "refresh_token needs another grant to begin with");
    }
}
