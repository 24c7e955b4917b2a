using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId.Tokens;

/// <summary>What follows from the access of one token: who may accept it, in which form, knowing what about the person.</summary>
internal static class AccessTokenRules
{
    // RFC 9068 §3: userinfo is an API, too, and the issuer's name stands for it. An audience is never left out.
    public static IReadOnlyList<string> AudienceOf(Access access, Provider provider) =>
        access.IsOpenId || access.Resources is [] ? [provider.Issuer, .. access.Resources] : access.Resources;

    /// <summary>Whoever can verify a JWT can also ask; not the other way round. So one API that wants to ask decides for all.</summary>
    public static AccessTokenFormat FormatOf(Access access, Client client, Provider provider, AccessTokenFormat otherwise)
    {
        AccessTokenFormat? chosen = null;
        foreach (var resource in access.Resources)
        {
            var wanted = provider.Catalog.FindResource(resource)?.AccessTokenFormat;
            if (wanted is AccessTokenFormat.Opaque)
                return AccessTokenFormat.Opaque;
            chosen ??= wanted;
        }

        return chosen ?? client.AccessTokenFormat ?? otherwise;
    }

    public static IReadOnlyList<string> ClaimsOf(Access access, Provider provider) => access.Resources is []
        ? []
        : [.. access.Resources.SelectMany(resource => provider.Catalog.FindResource(resource)?.Claims ?? []).Distinct()];
}
