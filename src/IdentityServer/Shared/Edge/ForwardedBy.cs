using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace IdentityServer.Shared.Edge;

/// <summary>X-Forwarded headers count only from the proxies that were named; the framework would also believe the loopback.</summary>
internal sealed class ForwardedBy(IOptions<EdgeOptions> edge) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();

        // A socket that listens on IPv6 shows IPv4 visitors as ::ffff:10.0.0.7; the framework compares those with 10.0.0.7 as well.
        foreach (var proxy in edge.Value.Proxies)
            if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
            else
                options.KnownIPNetworks.Add(IPNetwork.Parse(proxy));

        // Without a proxy nothing may be believed: an empty list would mean "from anybody".
        options.ForwardedHeaders = edge.Value.Proxies is []
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;

        // A chain of known proxies is followed to its end, the first unknown address.
        options.ForwardLimit = null;
    }
}
