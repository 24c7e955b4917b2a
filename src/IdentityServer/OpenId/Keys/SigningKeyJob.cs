using IdentityServer.Data.Jobs;

namespace IdentityServer.OpenId.Keys;

internal sealed class SigningKeyJob(KeyRotation rotation) : IJob
{
    public string Name => "signing-keys";

    public TimeSpan Period { get; } = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellation)
    {
        await rotation.PublishDueAsync(cancellation);
        await rotation.EraseReplacedAsync(cancellation);
    }
}
