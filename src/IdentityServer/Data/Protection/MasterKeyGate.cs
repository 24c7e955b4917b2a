using Microsoft.Extensions.Hosting;

namespace IdentityServer.Data.Protection;

/// <summary>A server with the wrong master key stops here, before anything can be written that the right one could not read.</summary>
internal sealed class MasterKeyGate(RootKeyStore store) : IHostedLifecycleService
{
    private byte[]? root;

    public byte[] Root => root ?? throw new InvalidOperationException("Nothing can be sealed or derived before the server has started.");

    public Task StartingAsync(CancellationToken cancellation) => PassAsync(cancellation);

    public async Task PassAsync(CancellationToken cancellation) => root = await store.LoadAsync(cancellation);

    public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellation) => Task.CompletedTask;
}
