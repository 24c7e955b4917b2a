using System.Net;
using System.Net.Sockets;

namespace IdentityServer.Shared.Outgoing;

/// <summary>Which addresses belong to the Internet and not to us, our neighbours or nobody.</summary>
internal static class PublicAddress
{
    // IANA IPv4 Special-Purpose Address Registry, multicast (RFC 5771) and reserved (RFC 1112 §4).
    private static readonly IPNetwork[] NotPublic4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32"); // Azure answers its virtual machines here; the other clouds' metadata is link-local or shared space

    // All that is given out for the Internet is in 2000::/3 (RFC 4291 §2.4); the rest (loopback, unique local, link-local,
    // multicast, NAT64) is none of it. These are the exceptions within.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotPublic6 = Networks(
        "2001::/23", // protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32", "2002::/16", "3fff::/20"); // documentation, 6to4, documentation

    public static bool Is(IPAddress address) => address.AddressFamily switch
    {
        _ when IsDisguised(address) => false,
        AddressFamily.InterNetwork => !NotPublic4.Any(network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => address.ScopeId is 0 && GlobalUnicast.Contains(address) && !NotPublic6.Any(network => network.Contains(address)),
        _ => false,
    };

    /// <summary>IPv4 in IPv6's clothes, which <see cref="IPNetwork.Contains"/> does not compare reliably.</summary>
    public static bool IsDisguised(IPAddress address) => address.IsIPv4MappedToIPv6;

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
