using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.OpenId.Grants;

/// <summary>What was granted, as far as the operator and the person still stand by it.</summary>
internal static class PresentTerms
{
    public static Access Of(Access granted, Standing standing, Client client, ScopeCatalog catalog)
    {
        var allowed = PresentAccess.Of(granted, client, catalog);
        return client.AsksConsent && standing.Consent is { Value: var consent } ? allowed.Within(consent.Granted) : allowed;
    }
}
