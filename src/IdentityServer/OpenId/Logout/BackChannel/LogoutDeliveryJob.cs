using IdentityServer.Data.Jobs;

namespace IdentityServer.OpenId.Logout.BackChannel;

/// <summary>Nobody waits for it: the person has long gone on when the apps are told.</summary>
internal sealed class LogoutDeliveryJob(LogoutDeliveries deliveries, LogoutSender sender) : IJob
{
    private const int AtOnce = 16;

    public string Name => "logout-deliveries";

    public TimeSpan Period { get; } = TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellation) => await Parallel.ForEachAsync(
        await deliveries.ListDueAsync(cancellation),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
        async (delivery, stopping) => await sender.SendAsync(delivery, stopping));
}
