namespace IdentityServer.Notifications.Delivery;

/// <summary>
/// Rung when a mail is about to be committed. Nobody is told when the commit is over, so whoever listens looks several
/// times in quick succession.
/// </summary>
internal sealed class Doorbell : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private const int Glances = 20;

    private readonly SemaphoreSlim rung = new(0, 1);
    private int glancesLeft;

    public void Ring()
    {
        Volatile.Write(ref glancesLeft, Glances);
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // it rings already
        }
    }

    /// <summary>Until somebody rings, or for so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        if (Interlocked.Decrement(ref glancesLeft) >= 0)
            await Task.Delay(Glance, cancellation);
        else
            await rung.WaitAsync(atMost, cancellation);
    }

    public void Dispose() => rung.Dispose();
}
