using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

internal static class SubjectRule
{
    // OpenID Connect Core §8.1: without a sector document the host of the addresses is the sector, so there can be only
    // one. A person's own device and a scheme of an app's own have none that would tell one app from another.
    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider)
    {
        if (client is not { SubjectType: SubjectType.Pairwise, SectorIdentifierUri: null })
            yield break;

        if (client.RedirectUris.Select(RegisteredUri.HostOf).Distinct().Count() is not 1 || !client.RedirectUris.All(HasHostOfItsOwn))
            yield return new("sector_identifier_uri", "is needed where pairwise subjects meet redirect_uris of several hosts, or of none on the web");
    }

    private static bool HasHostOfItsOwn(string uri) =>
        uri.StartsWith("https://", StringComparison.Ordinal) && RegisteredUri.HostOf(uri) is not ("localhost" or "127.0.0.1");
}
