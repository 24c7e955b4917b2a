using IdentityServer.Benchmarks.Load.Targets;

namespace IdentityServer.Benchmarks.Load;

/// <summary>
/// The server on one core and on all of them. The callers need cores too, so on one machine the rate tells only half; CPU
/// per operation that does not grow with the cores is the other half.
/// </summary>
internal static class Scaling
{
    public static async Task RunAsync(LoadSettings settings)
    {
        var people = Person.Make(settings.People);
        List<Measurement> all = [];
        foreach (var cores in (int[])[1, 2, Environment.ProcessorCount])
        {
            await using var ours = await OurTarget.StartAsync(settings with { Cores = cores }, people);
            foreach (var operation in settings.Operations)
                await settings.FirstTurn.TakeAsync(ours, operation, people);
            foreach (var operation in settings.Operations)
                for (var turn = 0; turn < settings.Turns; turn++)
                    all.Add(await settings.Turn.TakeAsync(ours, operation, people) with { Target = $"{cores} cores" });
        }

        foreach (var operation in settings.Operations)
            Report.Write(Console.Out, operation, all.Where(it => it.Operation == operation.Name));
    }
}
