using System.Diagnostics;
using IdentityServer.Benchmarks.Load.Targets;

namespace IdentityServer.Benchmarks.Load;

/// <summary>From the start of the process to its first answer, over a database that exists; and what it holds when nobody calls.</summary>
internal static class Starting
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(LoadSettings settings)
    {
        await using var ours = await OurTarget.StartAsync(settings, Person.Make(settings.People));
        await ours.Process.StopAsync();

        Console.WriteLine($"{"",-10} {"ms to the first answer",24} {"ms CPU",8} {$"ms CPU {Idle.TotalSeconds} s later",20} {"MiB",6} {"private",8}");
        for (var turn = 1; turn <= settings.Turns; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var server = await ours.StartAgainAsync();
            var (elapsed, cpu) = (Stopwatch.GetElapsedTime(start), server.Cpu);

            await Task.Delay(Idle);
            Console.WriteLine(
                $"start {turn,-4} {elapsed.TotalMilliseconds,24:F0} {cpu.TotalMilliseconds,8:F0} {server.Cpu.TotalMilliseconds,20:F0} {server.ResidentBytes >> 20,6} {server.PrivateBytes >> 20,8}");
            await server.StopAsync();
        }
    }
}
