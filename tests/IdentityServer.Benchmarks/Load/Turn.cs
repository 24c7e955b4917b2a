using System.Diagnostics;
using IdentityServer.Benchmarks.Load.Targets;

namespace IdentityServer.Benchmarks.Load;

/// <summary>One operation on one server: prepare, warm up, then count for a while.</summary>
internal sealed record Turn(int Callers, TimeSpan WarmUp, TimeSpan Duration, int Stock)
{
    public async Task<Measurement> TakeAsync(Target target, Operation operation, IReadOnlyList<Person> people)
    {
        Caller[] callers = [.. Enumerable.Range(0, Callers).Select(number => new Caller(target, OfBrowser(people, number), number))];
        try
        {
            await RunAsync(await PrepareAsync(operation, callers), WarmUp);

            var steps = await PrepareAsync(operation, callers);
            var (cpu, start) = (target.Process.Cpu, Stopwatch.GetTimestamp());
            var latencies = await RunAsync(steps, Duration);
            return new(target.Name, operation.Name, Stopwatch.GetElapsedTime(start), target.Process.Cpu - cpu, target.Process.ResidentBytes, latencies);
        }
        finally
        {
            foreach (var caller in callers)
                caller.Dispose();
        }
    }

    /// <summary>Everybody has a browser where they sign in, and shares it with some others.</summary>
    private Person[] OfBrowser(IReadOnlyList<Person> people, int number) =>
        [.. Enumerable.Range(0, (people.Count - 1 - number % people.Count) / Callers + 1).Select(turn => people[number % people.Count + turn * Callers])];

    private Task<Func<Task<bool>>[]> PrepareAsync(Operation operation, Caller[] callers) => Task.WhenAll(callers.Select(caller =>
    {
        caller.NextPerson();
        return operation.PrepareAsync(caller, Stock);
    }));

    private static async Task<LatencyHistogram> RunAsync(Func<Task<bool>>[] steps, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var own = await Task.WhenAll(steps.Select(step => Task.Run(() => RunAsync(step, start, duration))));

        var all = new LatencyHistogram();
        foreach (var latencies in own)
            all.Add(latencies);
        return all;
    }

    private static async Task<LatencyHistogram> RunAsync(Func<Task<bool>> step, long start, TimeSpan duration)
    {
        var latencies = new LatencyHistogram();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            var before = Stopwatch.GetTimestamp();
            if (!await step())
                break;
            latencies.Add(Stopwatch.GetElapsedTime(before));
        }

        return latencies;
    }
}
