using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

internal static class KeysRule
{
    // OpenID Connect Dynamic Client Registration §2
    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider)
    {
        if (client is { Jwks: not null, JwksUri: not null })
            yield return new("jwks", "must not stand beside jwks_uri");

        if (client.Jwks is { } set && !set.Keys.Any(key => VerificationKey.TryImport(key, out _)))
            yield return new("jwks", "has no key that a signature can be verified with");
    }
}
