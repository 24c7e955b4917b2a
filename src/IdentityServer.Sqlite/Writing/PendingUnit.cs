using IdentityServer.Data;

namespace IdentityServer.Sqlite.Writing;

/// <summary>A unit in the writer's queue, and the caller who waits for it.</summary>
internal sealed class PendingUnit(Unit unit)
{
    private readonly TaskCompletionSource<UnitOutcome> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int claimed;

    public Unit Unit => unit;

    public UnitOutcome Outcome { get; set; }

    /// <summary>Why this unit failed; its neighbours in the transaction are not concerned.</summary>
    public Exception? Fault { get; set; }

    public Task<UnitOutcome> WaitAsync(CancellationToken cancellation) =>
        cancellation.CanBeCanceled ? WaitOrLeaveAsync(cancellation) : completion.Task;

    /// <summary>From here on the unit is finished, whatever its caller does.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref claimed, 1) == 0;

    public void Complete()
    {
        if (Fault is null)
            completion.SetResult(Outcome);
        else
            completion.SetException(Fault);
    }

    private async Task<UnitOutcome> WaitOrLeaveAsync(CancellationToken cancellation)
    {
        await using var leaving = cancellation.UnsafeRegister(static (state, token) => ((PendingUnit)state!).Leave(token), this);
        return await completion.Task;
    }

    private void Leave(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref claimed, 1) == 0)
            completion.SetCanceled(cancellation);
    }
}
