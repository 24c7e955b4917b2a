using Microsoft.Extensions.Logging;

namespace IdentityServer.Data.Jobs;

/// <summary>
/// One job on one instance. Whoever holds the lease runs the job each period and prolongs the lease meanwhile; the
/// others ask now and then whether it has become free.
/// </summary>
internal sealed class JobLoop(IJob job, JobLeaseStore leases, TimeProvider clock, ILogger logger)
{
    // A holder that dies is replaced after this and the job's period.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Guid holder = Guid.NewGuid();
    private readonly TimeSpan duration = job.Period + Margin;

    private DateTimeOffset heldUntil = DateTimeOffset.MinValue;
    private int failures;

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
                await Task.Delay(await TurnAsync(stopping), clock, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await GiveBackAsync();
        }
    }

    /// <summary>Runs the job if it is ours; returns the pause until the next look.</summary>
    public async Task<TimeSpan> TurnAsync(CancellationToken stopping)
    {
        try
        {
            if (!await HoldAsync(stopping))
                return job.Period < Margin ? job.Period : Margin;

            await RunHeldAsync(stopping);
            failures = 0;
            return job.Period;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested) // whatever it was, the job gets another chance
        {
            failures++;
            logger.JobFailed(fault, job.Name, failures);
            var pause = FirstPause * Math.Pow(2, Math.Min(failures, 16));
            return pause < LongestPause ? pause : LongestPause;
        }
    }

    private async Task<bool> HoldAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (heldUntil - now > duration / 2)
            return true;

        var held = await leases.TryHoldAsync(job.Name, holder, duration, cancellation);
        heldUntil = held ? now + duration : DateTimeOffset.MinValue;
        return held;
    }

    private async Task RunHeldAsync(CancellationToken stopping)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stopping);

        var keeping = KeepAsync(lost, done.Token);
        try
        {
            await job.RunAsync(lost.Token);
        }
        finally
        {
            await done.CancelAsync();
            await keeping;
        }
    }

    // A job that lost its lease must stop: another instance may already be running it.
    private async Task KeepAsync(CancellationTokenSource lost, CancellationToken done)
    {
        try
        {
            do
            {
                await Task.Delay(Margin / 3, clock, done);
            }
            while (await HoldAsync(done));
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            logger.LeaseUncertain(fault, job.Name);
        }

        heldUntil = DateTimeOffset.MinValue;
        await lost.CancelAsync();
    }

    private async Task GiveBackAsync()
    {
        try
        {
            if (heldUntil > clock.GetUtcNow())
                await leases.GiveBackAsync(job.Name, holder);
        }
        catch (Exception fault)
        {
            logger.LeaseUncertain(fault, job.Name); // it ends by itself
        }
    }
}
