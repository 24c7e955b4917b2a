using IdentityServer.Benchmarks.Load.Targets;

namespace IdentityServer.Benchmarks.Load;

/// <summary>The same operations with more and more people, passkeys and tokens in the database: the cost of one should not know of the others.</summary>
internal static class Growth
{
    public static async Task RunAsync(LoadSettings settings)
    {
        List<Measurement> all = [];
        foreach (var size in settings.Sizes)
        {
            var people = Person.Make(size);
            await using var ours = await OurTarget.StartAsync(settings with { Tokens = true }, people);
            foreach (var operation in settings.Operations)
            {
                await settings.FirstTurn.TakeAsync(ours, operation, people);
                List<Measurement> turns = [];
                for (var turn = 0; turn < settings.Turns; turn++)
                    turns.Add(await settings.Turn.TakeAsync(ours, operation, people));
                all.Add(turns.OrderBy(it => it.CpuPerThousand).ElementAt(turns.Count / 2) with { Target = $"{size:N0} people" });
            }
        }

        foreach (var operation in settings.Operations)
            Report.Write(Console.Out, operation, all.Where(it => it.Operation == operation.Name));
    }
}
