using System.Numerics;

namespace IdentityServer.Benchmarks.Load;

/// <summary>How long operations took, to within 1.6 %: 64 steps for every doubling, from a microsecond to a minute.</summary>
internal sealed class LatencyHistogram
{
    private const int StepBits = 6;
    private const int Steps = 1 << StepBits;

    private readonly long[] counts = new long[Steps * 26];

    public long Count { get; private set; }

    public void Add(TimeSpan latency)
    {
        counts[Math.Min(IndexOf((long)latency.TotalMicroseconds), counts.Length - 1)]++;
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] += other.counts[i];
        Count += other.Count;
    }

    public TimeSpan Quantile(double quantile)
    {
        var wanted = (long)Math.Ceiling(Count * quantile);
        for (var (i, seen) = (0, 0L); i < counts.Length; i++)
            if ((seen += counts[i]) >= wanted)
                return TimeSpan.FromMicroseconds(ValueOf(i));
        return TimeSpan.Zero;
    }

    private static int IndexOf(long microseconds)
    {
        if (microseconds < Steps)
            return (int)Math.Max(microseconds, 0);

        var shift = BitOperations.Log2((ulong)microseconds) - StepBits;
        return ((shift + 1) << StepBits) + (int)((microseconds >> shift) - Steps);
    }

    private static long ValueOf(int index) => index < Steps
        ? index
        : ((index & (Steps - 1)) + (long)Steps) << ((index >> StepBits) - 1);
}
