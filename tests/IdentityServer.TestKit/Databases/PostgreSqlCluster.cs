using System.Diagnostics;

namespace IdentityServer.TestKit.Databases;

/// <summary>
/// A private PostgreSQL in a temporary directory, reached by a socket in it. A small shell script holds it: when its
/// standard input ends, because we closed it or because this process died, it stops the server and removes the directory.
/// </summary>
internal sealed class PostgreSqlCluster : IAsyncDisposable
{
    private const string Script = """
        set -eu
        bin=$1; shift
        directory=$(mktemp -d /tmp/identity-server-postgresql-XXXXXX)
        trap 'rm -rf "$directory"' EXIT
        "$bin/initdb" --pgdata "$directory/data" --username identity --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync >&2
        start() {
            "$bin/pg_ctl" start --pgdata "$directory/data" --wait --silent --log "$directory/log" --options "-k $directory -c listen_addresses='' -c max_connections=600 $*" >&2 </dev/null
        }
        stop() {
            "$bin/pg_ctl" stop --pgdata "$directory/data" --mode immediate --wait --silent >&2 || true
        }
        start "$@"
        echo "$directory"
        while read -r order; do
            case $order in
                start) start "$@" ;;
                stop) stop ;;
            esac
            echo done
        done
        stop
        """;

    private static readonly Lazy<Task<PostgreSqlCluster>> Lazy = new(() => StartAsync("-c fsync=off -c full_page_writes=off"));

    private readonly Process script;
    private readonly string directory;

    private PostgreSqlCluster(Process script, string directory) => (this.script, this.directory) = (script, directory);

    /// <summary>One for the whole test run, careless about power cuts.</summary>
    public static Task<PostgreSqlCluster> Shared => Lazy.Value;

    public static bool IsInstalled => Binaries() is not null;

    public string ConnectionString(string database) => $"Host={directory};Username=identity;Database={database}";

    /// <summary>A server that the caller may stop and start.</summary>
    public static async Task<PostgreSqlCluster> StartAsync(string options = "")
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // PostgreSQL refuses to run as root.
        string[] command = [.. System.Environment.UserName is "root" ? ["runuser", "-u", "postgres", "--"] : Array.Empty<string>(),
            "sh", "-c", Script, "sh", Binaries() ?? throw new InvalidOperationException("PostgreSQL is not installed."), options];
        (start.FileName, start.WorkingDirectory) = (command[0], "/tmp");
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);

        var script = Process.Start(start)!;
        var errors = script.StandardError.ReadToEndAsync();
        return await script.StandardOutput.ReadLineAsync() is { } directory
            ? new(script, directory)
            : throw new InvalidOperationException($"PostgreSQL did not start: {await errors}");
    }

    public Task StopServerAsync() => OrderAsync("stop");

    public Task StartServerAsync() => OrderAsync("start");

    public async ValueTask DisposeAsync()
    {
        script.StandardInput.Close();
        await script.WaitForExitAsync();
        script.Dispose();
    }

    private async Task OrderAsync(string order)
    {
        await script.StandardInput.WriteLineAsync(order);
        await script.StandardInput.FlushAsync();
        await script.StandardOutput.ReadLineAsync();
    }

    // Debian keeps initdb and postgres out of the path.
    private static string? Binaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian).OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
            : Enumerable.Empty<string>();
        return installed.Select(version => Path.Combine(version, "bin"))
            .Concat((System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(directory => File.Exists(Path.Combine(directory, "initdb")) && File.Exists(Path.Combine(directory, "postgres")));
    }
}
