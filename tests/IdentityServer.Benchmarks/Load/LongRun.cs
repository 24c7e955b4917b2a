using System.Diagnostics;
using IdentityServer.Benchmarks.Load.Targets;

namespace IdentityServer.Benchmarks.Load;

/// <summary>Every operation again and again for minutes, while what expires is purged: what is held, and how long people wait, shall stay as it was.</summary>
internal static class LongRun
{
    public static async Task RunAsync(LoadSettings settings)
    {
        var people = Person.Make(settings.People);
        await using var ours = await OurTarget.StartAsync(settings, people);
        foreach (var operation in settings.Operations)
            await settings.FirstTurn.TakeAsync(ours, operation, people);

        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(settings.Minutes);)
        {
            Console.WriteLine($"after {Stopwatch.GetElapsedTime(start):m\\:ss}: {ours.Process.ResidentBytes >> 20} MiB, {ours.Process.PrivateBytes >> 20} private");
            foreach (var operation in settings.Operations)
            {
                var turn = await settings.Turn.TakeAsync(ours, operation, people);
                Console.WriteLine(
                    $"  {operation.Name,-26} {turn.CpuPerThousand,8:F3} ms CPU {turn.Rate,8:F0} /s   p50 {turn.P50.TotalMilliseconds,7:F2}   p99 {turn.P99.TotalMilliseconds,7:F2} ms {turn.ResidentBytes >> 20,6} MiB");
            }
        }

        Console.WriteLine($"at the end: {ours.Process.ResidentBytes >> 20} MiB, {ours.Process.PrivateBytes >> 20} private");
    }
}
