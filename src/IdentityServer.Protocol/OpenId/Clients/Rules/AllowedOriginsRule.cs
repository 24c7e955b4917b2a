using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

internal static class AllowedOriginsRule
{
    // As long as an index can hold.
    private const int MaximumLength = 192;

    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider) =>
        from origin in client.AllowedOrigins
        let fault = origin.Length > MaximumLength ? "is too long" : RegisteredUri.OriginFault(origin)
        where fault is not null
        select new MetadataFault("allowed_origins", fault);
}
