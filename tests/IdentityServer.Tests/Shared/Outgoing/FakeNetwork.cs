using System.Net;
using System.Net.Sockets;
using IdentityServer.Shared.Outgoing;

namespace IdentityServer.Tests.Shared.Outgoing;

/// <summary>Names lead where the test says; every connection ends at one local server, and the test sees for whom it was meant.</summary>
internal sealed class FakeNetwork(Uri server) : INetwork
{
    private readonly SystemNetwork real = new();

    public Dictionary<string, Queue<string[]>> Names { get; } = [];

    public List<IPEndPoint> Connections { get; } = [];

    /// <summary>Addresses where nobody answers.</summary>
    public HashSet<string> Dead { get; } = [];

    public int Questions { get; private set; }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        Questions++;
        if (!Names.TryGetValue(host, out var answers))
            throw new SocketException((int)SocketError.HostNotFound);

        var answer = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        return Task.FromResult<IPAddress[]>([.. answer.Select(IPAddress.Parse)]);
    }

    public Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellation)
    {
        Connections.Add(address);
        return Dead.Contains(address.Address.ToString())
            ? throw new SocketException((int)SocketError.ConnectionRefused)
            : real.ConnectAsync(new(IPAddress.Loopback, server.Port), cancellation);
    }
}
