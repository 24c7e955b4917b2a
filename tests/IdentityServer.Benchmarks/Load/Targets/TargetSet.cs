namespace IdentityServer.Benchmarks.Load.Targets;

/// <summary>The servers of one run, all started before the first turn.</summary>
internal sealed class TargetSet(IReadOnlyList<Target> all) : IAsyncDisposable
{
    public IReadOnlyList<Target> All => all;

    public static async Task<TargetSet> StartAsync(LoadSettings settings, IReadOnlyList<Person> people)
    {
        List<Target> started = [];
        var targets = new TargetSet(started);
        try
        {
            foreach (var server in settings.Servers)
                started.Add(await StartAsync(server, settings, people));
            return targets;
        }
        catch
        {
            await targets.DisposeAsync(); // or those that did start would run on
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var target in all)
            await target.DisposeAsync();
    }

    private static async Task<Target> StartAsync(string server, LoadSettings settings, IReadOnlyList<Person> people) => server switch
    {
        "ours" => await OurTarget.StartAsync(settings, people),
        "floor" => await FloorTarget.StartAsync(people, settings.Cores),
        "peer" => await PeerTarget.StartAsync(settings.Cores),
        _ when Directory.Exists(server) => await OurTarget.StartAsync(settings with { Published = server }, people, name: Path.GetFileName(server)),
        _ => throw new ArgumentException($"There is no server {server}: ours, floor, peer, or a folder with a published one."),
    };
}
