using System.Net;
using System.Net.Sockets;

namespace IdentityServer.Shared.Requests;

/// <summary>The first bits of an address in CIDR notation. Full addresses are neither stored nor logged.</summary>
internal static class NetworkPrefix
{
    /// <summary>Coarse enough to be kept for long: /24 and /48.</summary>
    public static string? ForRecords(IPAddress? address) => Of(address, 24, 48);

    /// <summary>As fine as one attacker can be told from the next: the address itself, or the /64 one subscriber gets.</summary>
    public static string? ForThrottles(IPAddress? address) => Of(address, 32, 64);

    private static string? Of(IPAddress? address, int bits4, int bits6)
    {
        if (address is null)
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        var bits = address.AddressFamily is AddressFamily.InterNetwork ? bits4 : bits6;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(bits / 8).Clear();
        return $"{new IPAddress(bytes)}/{bits}";
    }
}
