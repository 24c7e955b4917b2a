namespace IdentityServer.TestKit;

/// <summary>Fires when somebody moves its clock past its time.</summary>
internal sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
{
    public DateTimeOffset Due { get; private set; }

    public TimeSpan Period { get; private set; }

    public void Fire() => callback(state);

    public void Again() => Due += Period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        clock.Forget(this);
        if (dueTime == Timeout.InfiniteTimeSpan)
            return true;

        (Due, Period) = (clock.Now + dueTime, period);
        clock.Await(this);
        return true;
    }

    public void Dispose() => clock.Forget(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
