using System.Diagnostics;
using System.Security.Cryptography;
using IdentityServer.Benchmarks.Load;
using IdentityServer.Benchmarks.Load.Targets;

namespace IdentityServer.Benchmarks.Timing;

/// <summary>
/// <c>dotnet run -c Release -- timing</c>: whether the time of an answer tells a name that somebody has from one that
/// nobody has. Known and unknown take turns, so that whatever else happens on the machine happens to both.
/// </summary>
internal static class TimingCommand
{
    private const int Samples = 1000;
    private const int WarmUp = 300;

    public static async Task RunAsync(string[] args)
    {
        var people = Person.Make(Samples + WarmUp);
        await using var server = await OurTarget.StartAsync(LoadSettings.Parse(args) with { Passwords = true, Mails = true }, people);

        await CompareAsync("name at sign-in", people, callers: 1, (caller, name) =>
            caller.PostJsonAsync("/passkeys/sign-in/options", $$"""{"identifier":"{{name}}"}"""), server);
        await CompareAsync("address at sign-up", people, callers: 1, (caller, name) =>
            caller.SubmitPageAsync("/sign-up", $"Email={name}%40example.com"), server);
        // Its refusals take a second each: asked for by many at once, which blurs nothing that an attacker could see.
        await CompareAsync("password form", people, callers: 16, (caller, name) => caller.PostPageAsync(
            "/sign-in/password", $"identifier={name}&password=not+the+password"), server);
    }

    private static async Task CompareAsync(string what, IReadOnlyList<Person> people, int callers, Func<Caller, string, Task> ask, Target server)
    {
        var pairs = new Queue<(string Known, string Unknown)>(people.Select((person, number) => (person.UserName, $"nobody{number}")));
        List<(double Known, double Unknown)> times = [];

        await Task.WhenAll(Enumerable.Range(0, callers).Select(number => Task.Run(async () =>
        {
            using var caller = new Caller(server, [.. people], number);
            while (Next() is { } pair)
            {
                // Who comes first is tossed, too.
                var knownFirst = RandomNumberGenerator.GetInt32(2) is 0;
                var first = await MeasureAsync(caller, knownFirst ? pair.Known : pair.Unknown);
                var second = await MeasureAsync(caller, knownFirst ? pair.Unknown : pair.Known);
                lock (times)
                    times.Add(knownFirst ? (first, second) : (second, first));
            }
        })));

        var counted = times.Skip(WarmUp).ToList();
        double[] known = [.. counted.Select(it => it.Known)], unknown = [.. counted.Select(it => it.Unknown)];
        var test = KolmogorovSmirnov.Of(known, unknown);
        Console.WriteLine(
            $"{what,-20} {known.Length} known, median {Median(known):F3} ms; {unknown.Length} unknown, median {Median(unknown):F3} ms; D = {test.Distance:F4}, p = {test.Probability:F3}");

        (string Known, string Unknown)? Next()
        {
            lock (pairs)
                return pairs.TryDequeue(out var pair) ? pair : null;
        }

        async Task<double> MeasureAsync(Caller caller, string name)
        {
            var start = Stopwatch.GetTimestamp();
            await ask(caller, name);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
