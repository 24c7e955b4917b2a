using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

internal static class AlgorithmsRule
{
    // RFC 8725 §3.1: none and the HMAC family are in neither list.
    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider) =>
    [
        .. Unsupported("id_token_signed_response_alg", client.IdTokenAlgorithm, provider.SigningAlgorithms),
        .. Unsupported("userinfo_signed_response_alg", client.UserInfoAlgorithm, provider.SigningAlgorithms),
        .. Unsupported("token_endpoint_auth_signing_alg", client.AssertionAlgorithm, provider.AssertionAlgorithms),
    ];

    private static IEnumerable<MetadataFault> Unsupported(string member, string? chosen, IReadOnlyList<SignatureAlgorithm> supported)
    {
        if (chosen is not null && supported.All(algorithm => algorithm.Name != chosen))
            yield return new(member, $"must be one of {string.Join(", ", supported)}");
    }
}
