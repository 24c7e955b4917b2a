using IdentityServer.Data;
using IdentityServer.Shared;
using IdentityServer.Shared.Welcome;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace IdentityServer.Host;

/// <summary>The first thing a newcomer reads, once the port is open: where the server is, where its data lies, what to do next.</summary>
internal sealed class Welcome(
    IOptions<ServerOptions> options, IServer server, DatabaseProvider database, IEnumerable<IWelcomeLine> rooms, ILoggerFactory logs)
    : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellation)
    {
        List<WelcomeLine> lines = [.. Addresses(), new("Database", database.Description)];
        foreach (var room in rooms)
            if (await room.ReadAsync(cancellation) is { } line)
                lines.Add(line);

        var text = string.Concat(lines.Select(line => $"{Environment.NewLine}{line.Label,-10} {line.Text}"));
        logs.CreateLogger("IdentityServer").Ready(options.Value.Issuer, text);
    }

    public Task StartingAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellation) => Task.CompletedTask;

    // Behind a proxy the server listens elsewhere than people come to.
    private IEnumerable<WelcomeLine> Addresses() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses && !addresses.Contains(options.Value.Issuer)
            ? [new("Listens on", string.Join(", ", addresses))]
            : [];
}
