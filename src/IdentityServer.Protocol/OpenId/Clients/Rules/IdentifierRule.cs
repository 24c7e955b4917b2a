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

        // RFC 9068 §5: a token of the app's own must not be taken for one of a person, whose subjects look like this.
        if (Guid.TryParse(client.ClientId, out _))
            yield return new("client_id", "must not look like the identifier of a person (a UUID)");
    }
}
