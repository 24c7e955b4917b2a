using System.Net;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Edge;

internal sealed class EdgeOptionsValidator : IValidateOptions<EdgeOptions>
{
    public ValidateOptionsResult Validate(string? name, EdgeOptions options)
    {
        string[] faults =
        [
            .. options.Proxies
                .Where(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
                .Select(proxy => $"IdentityServer:Edge:Proxies '{proxy}' must be an address such as 10.0.0.7 or a network such as 10.0.0.0/8"),
            .. options.Proxies
                .Where(proxy => IPNetwork.TryParse(proxy, out var network) && network.PrefixLength is 0)
                .Select(proxy => $"IdentityServer:Edge:Proxies '{proxy}' would believe everybody"),
            // ::ffff:0:0/96 would be every IPv4 address there is.
            .. options.Proxies
                .Where(proxy => IPNetwork.TryParse(proxy, out var network) && network.BaseAddress.IsIPv4MappedToIPv6)
                .Select(proxy => $"IdentityServer:Edge:Proxies '{proxy}' must be written as an IPv4 network such as 10.0.0.0/8"),
            .. options.Hosts
                .Where(host => Uri.CheckHostName(host) is UriHostNameType.Unknown)
                .Select(host => $"IdentityServer:Edge:Hosts '{host}' must be a host name without scheme, port or wildcard"),
        ];
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
