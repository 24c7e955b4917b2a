using IdentityServer.Protocol.OpenId.Clients.Metadata;
using IdentityServer.Protocol.OpenId.Clients.Rules;

namespace IdentityServer.Protocol.OpenId.Clients;

/// <summary>What a client must fulfil, whichever way it came. All faults are told, not only the first.</summary>
internal static class ClientRules
{
    public static readonly IReadOnlyList<Func<Client, Provider, IEnumerable<MetadataFault>>> All =
    [
        IdentifierRule.Faults,
        GrantTypesRule.Faults,
        RedirectUrisRule.Faults,
        WebAddressesRule.Faults,
        AllowedOriginsRule.Faults,
        AuthenticationRule.Faults,
        KeysRule.Faults,
        AlgorithmsRule.Faults,
        SubjectRule.Faults,
        PolicyRule.Faults,
        LifetimesRule.Faults,
    ];

    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider) => All.SelectMany(rule => rule(client, provider));
}
