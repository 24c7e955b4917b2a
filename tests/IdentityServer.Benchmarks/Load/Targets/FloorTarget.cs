using System.Globalization;
using IdentityServer.Benchmarks.Load.Floor;
using IdentityServer.TestKit;

namespace IdentityServer.Benchmarks.Load.Targets;

/// <summary>The limit, in a process of its own.</summary>
internal sealed class FloorTarget : PasskeyTarget
{
    private readonly TemporaryDirectory data;

    private FloorTarget(Uri address, TemporaryDirectory data) : base("floor", address, "http://localhost") => this.data = data;

    public static async Task<FloorTarget> StartAsync(IReadOnlyList<Person> people, int? cores)
    {
        var data = new TemporaryDirectory();
        FloorTables.MakeIn(data.File("floor.db"), people);

        var port = ServerProcess.FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        return new(address, data)
        {
            Process = await ServerProcess.StartAsync(
                "dotnet",
                [typeof(FloorTarget).Assembly.Location, "load", "floor", data.Path, port.ToString(CultureInfo.InvariantCulture)],
                new(address, "/"),
                cores),
        };
    }

    /// <summary>No page and no interaction: sign in, then ask again.</summary>
    public override async Task<string> SignInFromAppAsync(Caller caller, string authorize)
    {
        await ProveAsync(caller, interaction: null);
        return await caller.RedirectAsync(authorize);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        data.Dispose();
    }
}
