using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Edge;

/// <summary>
/// Between "stop" and the closing of the port: the server says it is not ready and goes on serving, so that whoever
/// spreads the load has time to look elsewhere.
/// </summary>
internal sealed class Draining(IOptions<EdgeOptions> edge, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    public Task StoppingAsync(CancellationToken cancellation) => Task.Delay(edge.Value.DrainDelay, cancellation);

    public Task StartingAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellation) => Task.CompletedTask;
}
