using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Outgoing;

/// <summary>
/// Resolves once, checks what came out and connects to exactly that: a name that answers differently the second time
/// is never asked a second time.
/// </summary>
internal sealed class GuardedConnection(INetwork network, IOptions<OutgoingOptions> options)
{
    // A name may list any number of addresses; we do not knock at every door somebody thinks of.
    private const int Attempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var resolved = IPAddress.TryParse(host, out var literal) ? [literal] : await network.ResolveAsync(host, cancellation);
        var allowed = context.InitialRequestMessage.RequestUri is { } address && options.Value.AllowsOrigin(address)
            ? resolved
            : [.. resolved.Where(options.Value.AllowsAddress)];
        if (allowed is [])
            throw new AddressRefusedException(host);

        return await ConnectAsync(allowed[..Math.Min(allowed.Length, Attempts)], port, cancellation);
    }

    private async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        foreach (var address in addresses[..^1])
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            try
            {
                return await network.ConnectAsync(new(address, port), patience.Token);
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                // perhaps the next one answers: a host without IPv6 still lists it
            }
        }

        return await network.ConnectAsync(new(addresses[^1], port), cancellation);
    }
}
