using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

internal static class WebAddressesRule
{
    // RFC 7591 §5: shown as links and called by this server, so never of a scheme that a browser executes.
    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider)
    {
        IEnumerable<(string Member, string? Uri)> addresses =
        [
            ("client_uri", client.ClientUri),
            ("logo_uri", client.LogoUri),
            ("policy_uri", client.PolicyUri),
            ("tos_uri", client.TermsUri),
            ("initiate_login_uri", client.InitiateLoginUri),
            ("jwks_uri", client.JwksUri),
            ("sector_identifier_uri", client.SectorIdentifierUri),
            ("backchannel_logout_uri", client.BackchannelLogoutUri),
        ];

        foreach (var (member, uri) in addresses)
            if (uri is not null && RegisteredUri.WebPageFault(uri) is { } fault)
                yield return new(member, fault);

        // Back-Channel Logout §2.2
        if (client.BackchannelLogoutUri?.Contains('#', StringComparison.Ordinal) is true)
            yield return new("backchannel_logout_uri", "must not have a fragment");
    }
}
