using System.Diagnostics;
using System.Security.Cryptography;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Data.Sqlite;

[Category("Slow")]
internal sealed class KillTests() : DatabaseFixture(DatabaseKind.Sqlite)
{
    private const int Kills = 20;

    [Test]
    public async Task A_server_killed_under_load_loses_no_acknowledged_row()
    {
        await ProbeContext.CreateTableAsync(Database);
        HashSet<string> acknowledged = [];

        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = acknowledged.Count;
            acknowledged.UnionWith(await WriteUntilKilledAsync());
            Assert.That(acknowledged, Has.Count.GreaterThan(before), $"nothing was written before kill {kill}");

            await using var context = new ProbeContext(Database.Options<ProbeContext>());
            var kept = await context.Probes.Select(probe => probe.Name).ToListAsync();
            Assert.That(acknowledged.Except(kept), Is.Empty, $"after kill {kill}");
            Assert.That(await context.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(), Is.EqualTo(new[] { "ok" }));
        }

        TestContext.Out.WriteLine($"{acknowledged.Count} rows acknowledged, {Kills} kills");
    }

    private async Task<List<string>> WriteUntilKilledAsync()
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(KillTests).Assembly.Location, "write-until-killed", ((SqliteTestDatabase)Database).File },
            RedirectStandardOutput = true,
        })!;

        List<string> names = [await child.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The child ended by itself.")];
        var rest = child.StandardOutput.ReadToEndAsync();
        await Task.Delay(RandomNumberGenerator.GetInt32(50, 500));
        child.Kill();

        var lines = (await rest).Split('\n');
        return [.. names, .. lines[..^1]]; // of the last one only a part may have been said
    }
}
