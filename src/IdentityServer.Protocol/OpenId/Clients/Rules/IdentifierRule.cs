using IdentityServer.Protocol.OpenId.Clients.Metadata;
using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

internal static class IdentifierRule
{
    // RFC 6749 appendix A.1 would allow spaces; a list of audiences would not survive them.
    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider)
    {
        if (!SpaceSeparated.IsToken(client.ClientId))
            yield return new("client_id", "must be plain characters without spaces");
    }
}
