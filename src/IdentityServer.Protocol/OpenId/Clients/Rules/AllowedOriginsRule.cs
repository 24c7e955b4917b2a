using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

internal static class AllowedOriginsRule
{
    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider) =>
        from origin in client.AllowedOrigins
        let fault = RegisteredUri.OriginFault(origin)
        where fault is not null
        select new MetadataFault("allowed_origins", fault);
}
