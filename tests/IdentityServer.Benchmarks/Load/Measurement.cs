namespace IdentityServer.Benchmarks.Load;

/// <summary>One turn of one server at one operation.</summary>
internal sealed record Measurement(string Target, string Operation, TimeSpan Elapsed, TimeSpan Cpu, long ResidentBytes, LatencyHistogram Latencies)
{
    public long Count => Latencies.Count;

    /// <summary>CPU seconds (user and system) of the server's process per 1 000 operations: what noisy neighbours cannot change.</summary>
    public double CpuPerThousand => Cpu.TotalSeconds / Count * 1000;

    public double Rate => Count / Elapsed.TotalSeconds;

    public TimeSpan P50 => Latencies.Quantile(0.50);

    public TimeSpan P99 => Latencies.Quantile(0.99);
}
