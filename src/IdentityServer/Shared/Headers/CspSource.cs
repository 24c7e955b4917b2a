using System.Net;

namespace IdentityServer.Shared.Headers;

/// <summary>The source expression that admits an address: built from parsed parts only, so that no address can add a directive.</summary>
internal static class CspSource
{
    public static string Of(Uri address)
    {
        if (!address.IsAbsoluteUri)
            throw new ArgumentException("A relative address has no origin.", nameof(address));

        // Apps on a device register schemes of their own, which have no host to name.
        if (address.Scheme is not ("http" or "https"))
            return address.Scheme + ":";

        // CSP L3 §2.3.1 knows no IPv6 addresses; RFC 8252 §7.3 asks us to allow the loopback one.
        if (address.HostNameType is UriHostNameType.IPv6)
            return IPAddress.IsLoopback(IPAddress.Parse(address.Host)) ? "http:" : throw new ArgumentException("An IPv6 host cannot be admitted.", nameof(address));

        return address.IsDefaultPort ? $"{address.Scheme}://{address.IdnHost}" : $"{address.Scheme}://{address.IdnHost}:{address.Port}";
    }
}
