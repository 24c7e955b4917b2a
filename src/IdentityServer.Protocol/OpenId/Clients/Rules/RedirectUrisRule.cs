using IdentityServer.Protocol.OpenId.Clients.Metadata;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

internal static class RedirectUrisRule
{
    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider)
    {
        if (client.RedirectUris is [] && client.MayUse(GrantTypes.AuthorizationCode))
            yield return new("redirect_uris", "must have at least one");

        foreach (var uri in client.RedirectUris)
            if (RegisteredUri.RedirectFault(uri, client.ApplicationType) is { } fault)
                yield return new("redirect_uris", fault);

        foreach (var uri in client.PostLogoutRedirectUris)
            if (RegisteredUri.RedirectFault(uri, client.ApplicationType) is { } fault)
                yield return new("post_logout_redirect_uris", fault);
    }
}
