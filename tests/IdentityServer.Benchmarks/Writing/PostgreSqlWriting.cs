using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using IdentityServer.PostgreSql;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Npgsql;

namespace IdentityServer.Benchmarks.Writing;

/// <summary>How near units come to what PostgreSQL's own load generator gets out of the same server with the same row.</summary>
internal static partial class PostgreSqlWriting
{
    private const string Row =
        """INSERT INTO "Tickets" ("Key", "At", "Owner", "Content") VALUES (decode(lpad(to_hex(nextval('numbers')), 64, '0'), 'hex'), 1, gen_random_uuid(), decode(repeat('5a', 150), 'hex'))""";

    public static async Task RunAsync(int callers, int rounds, TimeSpan turn)
    {
        await using var cluster = await PostgreSqlCluster.StartAsync();
        using var files = new TemporaryDirectory();
        var script = files.File("row.sql");
        await File.WriteAllTextAsync(script, Row + ";");

        var connection = cluster.ConnectionString("postgres") + ";Maximum Pool Size=200";
        await using (var source = NpgsqlDataSource.Create(connection))
        await using (var create = source.CreateCommand("""
            CREATE SEQUENCE numbers CACHE 100;
            CREATE TABLE "Tickets" ("Key" bytea NOT NULL PRIMARY KEY, "At" bigint NOT NULL, "Owner" uuid NOT NULL, "Content" bytea NOT NULL)
            """))
            await create.ExecuteNonQueryAsync();

        await using var provider = new PostgreSqlProvider(connection);
        for (var round = 1; round <= rounds; round++)
        {
            var limit = await PgBenchAsync(new NpgsqlConnectionStringBuilder(connection), script, callers, turn);
            var ours = await UnitLoad.RunAsync(provider.HotTables, callers, turn);
            Console.WriteLine($"""
                PostgreSQL, round {round}
                  pgbench, {callers} clients              {limit,10:F0} /s
                  ours, {callers} callers                 {ours.UnitsPerSecond,10:F0} /s   {ours.UnitsPerSecond / limit:P0} of pgbench, {ours.CpuMicroseconds:F0} µs CPU a unit
                """);
        }
    }

    private static async Task<double> PgBenchAsync(NpgsqlConnectionStringBuilder to, string script, int clients, TimeSpan turn)
    {
        string[] options =
        [
            "--no-vacuum", "--protocol=prepared", $"--client={clients}", $"--jobs={Environment.ProcessorCount}", $"--time={turn.TotalSeconds:F0}",
            $"--file={script}", $"--host={to.Host}", $"--username={to.Username}", to.Database!,
        ];
        using var process = Process.Start(new ProcessStartInfo("pgbench", options) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return Rate().Match(await said) is { Success: true } rate
            ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench: {await complained}");
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
