using IdentityServer.Data.Jobs;

namespace IdentityServer.OpenId.Logout.BackChannel;

/// <summary>Nobody waits for it: the person has long gone on when the apps are told.</summary>
internal sealed class LogoutDeliveryJob(LogoutDeliveries deliveries, LogoutSender sender) : IJob
{
    private const int AtOnce = 16;

    // An app that is down with very many sessions behind it: the rest is read when these are done.
    private const int BatchSize = 500;

    public string Name => "logout-deliveries";

    public TimeSpan Period { get; } = TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        List<LogoutDelivery> batch;
        do
        {
            batch = await deliveries.ListDueAsync(BatchSize, cancellation);
            await Parallel.ForEachAsync(batch, parallel, async (delivery, stopping) => await sender.SendAsync(delivery, stopping));
        }
        while (batch.Count is BatchSize);
    }
}
