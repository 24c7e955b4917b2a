using System.Net;

namespace IdentityServer.Shared.Outgoing;

/// <summary>The outside world, as small as it gets, so that a test can play it.</summary>
internal interface INetwork
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation);

    Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellation);
}
