using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

internal static class PolicyRule
{
    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider)
    {
        if (client is { MinimumAcr: { } minimum } && !AcrValues.All.Contains(minimum))
            yield return new("minimum_acr", $"must be one of {string.Join(", ", AcrValues.All)}");

        foreach (var resource in client.Resources ?? [])
            if (RegisteredUri.ResourceFault(resource) is { } fault)
                yield return new("resources", fault);

        // RFC 9700 §2.2.2: without a bound key, a public client's refresh token must change at every use.
        if (client is { IsPublic: true, RotateRefreshTokens: false })
            yield return new("rotate_refresh_tokens", "cannot be off for a public client");
    }
}
