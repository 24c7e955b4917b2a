namespace IdentityServer.TestKit;

/// <summary>Time that moves when the test says so.</summary>
internal sealed class ManualClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> waiting = [];

    private long ticks = (start ?? new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero)).UtcTicks;
    private TaskCompletionSource joined = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>As real clocks do: between two readings time passes.</summary>
    public TimeSpan PerReading { get; set; }

    /// <summary>Whether those who wait from now on wait for the hand. Otherwise timers fire in real time: jobs go on while time stands still.</summary>
    public bool DrivesTimers { get; set; }

    /// <summary>Looked at from outside: no time passes by it.</summary>
    public DateTimeOffset Now => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref ticks, PerReading.Ticks), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!DrivesTimers)
            return base.CreateTimer(callback, state, dueTime, period);

        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref ticks, by.Ticks);
        Fire();
    }

    public void Set(DateTimeOffset now)
    {
        Interlocked.Exchange(ref ticks, now.UtcTicks);
        Fire();
    }

    /// <summary>Returns once so many wait for the moment that is so far ahead.</summary>
    public async Task WaitersAsync(TimeSpan ahead, int count)
    {
        var moment = Now + ahead;
        while (true)
        {
            Task joins;
            lock (gate)
            {
                if (waiting.Count(it => it.Due == moment) >= count)
                    return;
                joins = joined.Task;
            }

            await joins.WaitAsync(TimeSpan.FromSeconds(30)); // a test that waits in vain ends all the same
        }
    }

    public void Await(ManualTimer timer)
    {
        lock (gate)
        {
            waiting.Add(timer);
            joined.SetResult();
            joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Forget(ManualTimer timer)
    {
        lock (gate)
            waiting.Remove(timer);
    }

    private void Fire()
    {
        while (NextDue() is { } timer)
            timer.Fire();
    }

    private ManualTimer? NextDue()
    {
        lock (gate)
        {
            var next = waiting.Where(it => it.Due <= Now).MinBy(it => it.Due);
            if (next?.Period > TimeSpan.Zero)
                next.Again();
            else if (next is not null)
                waiting.Remove(next);

            return next;
        }
    }
}
