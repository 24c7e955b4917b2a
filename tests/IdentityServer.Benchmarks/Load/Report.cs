namespace IdentityServer.Benchmarks.Load;

/// <summary>One line per server, with the median of its turns; then what the goals are about: CPU against CPU.</summary>
internal static class Report
{
    public static void Write(TextWriter output, Operation operation, IEnumerable<Measurement> measurements)
    {
        output.WriteLine($"{operation.Name,-26} {"ms CPU/op",10} {"op/s",10} {"p50 ms",8} {"p99 ms",8} {"MiB",6}");
        Dictionary<string, double> cpu = [];
        foreach (var turns in measurements.GroupBy(it => it.Target))
        {
            var median = turns.OrderBy(it => it.CpuPerThousand).ElementAt(turns.Count() / 2);
            cpu[turns.Key] = median.CpuPerThousand;
            output.WriteLine(
                $"  {turns.Key,-24} {median.CpuPerThousand,10:F3} {median.Rate,10:F0} {median.P50.TotalMilliseconds,8:F2} {median.P99.TotalMilliseconds,8:F2} {median.ResidentBytes / (1 << 20),6}");
        }

        if (cpu.TryGetValue("ours", out var ours) && cpu.TryGetValue("floor", out var floor))
            output.WriteLine($"  {floor / ours:P0} of the limit");
        if (cpu.TryGetValue("ours", out ours) && cpu.TryGetValue("oidc-provider", out var peer))
            output.WriteLine($"  {peer / ours:F1} × better than oidc-provider");
        output.WriteLine();
    }
}
