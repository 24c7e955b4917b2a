using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.OpenId.Grants;

/// <summary>What was granted, as far as the operator and the person still stand by it.</summary>
internal static class PresentTerms
{
    public static Access Of(Access granted, Standing standing, Client client, ScopeCatalog catalog)
    {
        var allowed = PresentAccess.Of(granted, client, catalog);
        return client.AsksConsent && standing.Consent is { Value: var consent } ? allowed.Within(consent.Granted) : allowed;
    }

    /// <summary>What the APIs of one token are told about the person: what they are registered for, but for what the person has declined.</summary>
    public static IReadOnlyList<string> ApiClaimsOf(Access access, Access present, Standing standing, Provider provider)
    {
        var claims = AccessTokenRules.ClaimsOf(access, provider);
        if (claims is [] || standing.Consent is not { Value: var consent })
            return claims;

        var declined = provider.Catalog.ClaimsOf(consent.Shown).Except(provider.Catalog.ClaimsOf(consent.Granted.And(present)));
        return [.. claims.Except(declined)];
    }
}
