using System.Net;

namespace IdentityServer.Shared.Outgoing;

/// <summary>Exceptions to the rule that this server only calls public addresses, by https, with a publicly trusted certificate.</summary>
internal sealed class OutgoingOptions
{
    /// <summary>Called wherever they are, by http too where the entry says so: https://app.internal:8443, http://localhost:3000.</summary>
    public List<string> AllowedOrigins { get; set; } = [];

    /// <summary>Address ranges of one's own that apps may live in: 10.20.0.0/16.</summary>
    public List<string> AllowedNetworks { get; set; } = [];

    /// <summary>A PEM file with certificates (of an authority or of a server) to trust beside the operating system's.</summary>
    public string? TrustedCertificates { get; set; }

    internal bool AllowsOrigin(Uri address) =>
        AllowedOrigins.Contains(address.GetLeftPart(UriPartial.Authority), StringComparer.OrdinalIgnoreCase);

    internal bool AllowsAddress(IPAddress address) =>
        PublicAddress.Is(address)
        || !PublicAddress.IsDisguised(address) && AllowedNetworks.Any(network => IPNetwork.Parse(network).Contains(address));
}
