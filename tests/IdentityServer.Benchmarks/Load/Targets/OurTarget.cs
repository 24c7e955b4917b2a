using System.Globalization;
using System.Web;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using HostCommands = IdentityServer.Host.Commands.CommandLine;

namespace IdentityServer.Benchmarks.Load.Targets;

/// <summary>The server as it runs in production, over a database of its own.</summary>
internal sealed class OurTarget : PasskeyTarget
{
    private const string Origin = "https://localhost";

    /// <summary>As deploy/Dockerfile and the unit of systemd start it.</summary>
    private static readonly Dictionary<string, string> Environment = new() { ["DOTNET_GCgen0size"] = "0x1000000", ["MALLOC_ARENA_MAX"] = "2" };

    private readonly TemporaryDirectory data;
    private readonly PostgreSqlCluster? cluster;

    private OurTarget(string name, Uri address, TemporaryDirectory data, PostgreSqlCluster? cluster) : base(name, address, Origin) =>
        (this.data, this.cluster) = (data, cluster);

    /// <summary>The same server over the same database, once the one before has stopped.</summary>
    public required Func<Task<ServerProcess>> StartAgainAsync { get; init; }

    public static async Task<OurTarget> StartAsync(LoadSettings settings, IReadOnlyList<Person> people, string name = "ours")
    {
        var data = new TemporaryDirectory();
        var cluster = settings.PostgreSql is LoadSettings.OwnPostgreSql ? await PostgreSqlCluster.StartAsync() : null;
        var port = ServerProcess.FreePort();
        string[] configuration =
        [
            "--environment=Production",
            $"--IdentityServer:Issuer={Origin}",
            "--IdentityServer:RelyingPartyId=localhost",
            $"--IdentityServer:DataDirectory={data.Path}",
            $"--IdentityServer:MasterKey:Value={Convert.ToBase64String(new byte[32])}",
            // The callers play the proxy in front: each comes from a network of its own, and nobody would allow it so much.
            "--IdentityServer:Edge:Proxies:0=127.0.0.1",
            "--IdentityServer:Edge:RequestsPerSecond=0",
            "--IdentityServer:Throttles:SignInOptionsPerNetwork:Limit=100000000",
            "--IdentityServer:Throttles:SignInOptionsPerBrowser:Limit=100000000",
            "--IdentityServer:Throttles:SignInPerNetwork:Limit=100000000",
            "--IdentityServer:Throttles:SignUpPerNetwork:Limit=100000000",
            .. settings.Mails
                ? (string[])["--IdentityServer:Notifications:Smtp:Host=127.0.0.1", "--IdentityServer:Notifications:Smtp:Port=9", "--IdentityServer:Notifications:From=no-reply@localhost.example"]
                : ["--IdentityServer:Notifications:Sender=None"],
            "--IdentityServer:SignUp:Mode=Open",
            "--IdentityServer:Passwords:Enabled=true",
            .. (cluster?.ConnectionString("load") ?? settings.PostgreSql) is { } connection
                ? (string[])["--IdentityServer:Database:Provider=PostgreSql", $"--IdentityServer:Database:ConnectionString={connection}"]
                : [],
        ];

        await CommandAsync(["migrate", .. configuration]);
        await CommandAsync(["resources", "import", Path.Combine(AppContext.BaseDirectory, "Load", "resources.json"), .. configuration]);
        await CommandAsync(["clients", "import", Path.Combine(AppContext.BaseDirectory, "Load", "clients.json"), .. configuration]);
        await Seed.PeopleAsync(configuration, people, settings);

        var address = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        string[] line = [await PublishedHost.ProgramAsync(settings.Published), $"--urls={address}", .. configuration];
        Task<ServerProcess> StartAsync() => ServerProcess.StartAsync("dotnet", line, new(address, "/health/ready"), settings.Cores, Environment);
        return new(name, address, data, cluster) { StartAgainAsync = StartAsync, Process = await StartAsync() };
    }

    public override async Task<string> SignInFromAppAsync(Caller caller, string authorize)
    {
        var page = await caller.RedirectAsync(authorize);
        var interaction = HttpUtility.ParseQueryString(page[(page.IndexOf('?', StringComparison.Ordinal) + 1)..])["interaction"];
        return await caller.RedirectAsync(await ProveAsync(caller, interaction));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (cluster is not null)
            await cluster.DisposeAsync();
        data.Dispose();
    }

    private static async Task CommandAsync(string[] line)
    {
        using var said = new StringWriter();
        if (await HostCommands.RunAsync(line, Program.Compose, new() { Output = said, Error = said }) is not (int)ExitCode.Done)
            throw new InvalidOperationException($"{line[0]}: {said}");
    }
}
