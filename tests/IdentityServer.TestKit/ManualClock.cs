namespace IdentityServer.TestKit;

/// <summary>Time that moves when the test says so. Timers fire in real time: what is tested is what code reads, not when it wakes.</summary>
internal sealed class ManualClock(DateTimeOffset? start = null) : TimeProvider
{
    private long ticks = (start ?? new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero)).UtcTicks;

    /// <summary>As real clocks do: between two readings time passes.</summary>
    public TimeSpan PerReading { get; set; }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref ticks, PerReading.Ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref ticks, now.UtcTicks);
}
