using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications.Delivery;

/// <summary>Every instance delivers; who takes which mail is decided mail by mail.</summary>
internal sealed class DeliveryLoop(
    OutboxStore store, Courier courier, Doorbell bell, IOptions<NotificationOptions> options, ILogger<DeliveryLoop> logger)
    : BackgroundService
{
    private const int BatchSize = 32;

    // Mail servers dislike being called by many at once.
    private static readonly ParallelOptions FewAtOnce = new() { MaxDegreeOfParallelism = 4 };

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (options.Value.SendsNothing)
        {
            logger.NothingIsSent();
            return;
        }

        while (true)
        {
            if (await DeliverAsync(stopping) < BatchSize)
                await bell.WaitAsync(options.Value.PollEvery, stopping);
        }
    }

    private async Task<int> DeliverAsync(CancellationToken stopping)
    {
        try
        {
            var due = await store.DueAsync(BatchSize, stopping);
            await Parallel.ForEachAsync(due.TakeWhile(_ => !stopping.IsCancellationRequested), FewAtOnce, async (message, _) => await courier.DeliverAsync(message));
            return due.Count;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested) // the database is away; what is in it can wait
        {
            logger.DeliveryFailed(fault);
            return 0;
        }
    }
}
