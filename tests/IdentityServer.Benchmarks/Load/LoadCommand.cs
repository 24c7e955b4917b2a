using System.Globalization;
using IdentityServer.Benchmarks.Load.Floor;
using IdentityServer.Benchmarks.Load.Targets;

namespace IdentityServer.Benchmarks.Load;

/// <summary>
/// <c>dotnet run -c Release -- load</c>: every operation on every server in turns, side by side in one table.
/// Only figures of one run may be compared.
/// </summary>
internal static class LoadCommand
{
    public static Task RunAsync(string[] args) => args switch
    {
        ["floor", var directory, var port] => FloorServer.RunAsync(directory, int.Parse(port, CultureInfo.InvariantCulture)),
        ["growth", .. var rest] => Growth.RunAsync(LoadSettings.Parse(rest)),
        ["scaling", .. var rest] => Scaling.RunAsync(LoadSettings.Parse(rest)),
        ["start", .. var rest] => Starting.RunAsync(LoadSettings.Parse(rest)),
        ["long", .. var rest] => LongRun.RunAsync(LoadSettings.Parse(rest)),
        ["--help" or "-h", ..] => Console.Out.WriteLineAsync(LoadSettings.Help),
        _ => CompareAsync(LoadSettings.Parse(args)),
    };

    private static async Task CompareAsync(LoadSettings settings)
    {
        var people = Person.Make(settings.People);
        await using var targets = await TargetSet.StartAsync(settings, people);
        List<Measurement> all = [];

        foreach (var operation in settings.Operations)
            foreach (var target in targets.All.Where(it => !it.Lacks.Contains(operation.Name)))
                await TryAsync(settings.FirstTurn, target, operation, people);

        foreach (var operation in settings.Operations)
        {
            for (var turn = 0; turn < settings.Turns; turn++)
                foreach (var target in targets.All.Where(it => !it.Lacks.Contains(operation.Name)))
                    if (await TryAsync(settings.Turn, target, operation, people) is { } measurement)
                        all.Add(measurement);
            Report.Write(Console.Out, operation, all.Where(it => it.Operation == operation.Name));
        }
    }

    /// <summary>A server that refuses one operation is no reason to stop the others; what it said is shown.</summary>
    private static async Task<Measurement?> TryAsync(Turn turn, Target target, Operation operation, IReadOnlyList<Person> people)
    {
        try
        {
            return await turn.TakeAsync(target, operation, people);
        }
        catch (UnexpectedAnswerException refusal)
        {
            Console.Error.WriteLine($"{target.Name}, {operation.Name}: {refusal.Message}");
            return null;
        }
    }
}
