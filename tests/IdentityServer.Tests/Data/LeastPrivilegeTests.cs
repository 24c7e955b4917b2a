using System.Text.RegularExpressions;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Npgsql;

namespace IdentityServer.Tests.Data;

/// <summary>A server whose database user may not touch the schema, made by the very statements of docs/deployment.md.</summary>
[Category("Slow")]
internal sealed partial class LeastPrivilegeTests
{
    [Test, Property("Case", "13.2.2")]
    public async Task It_serves_and_signs_people_in()
    {
        EveryDatabase.SkipUnlessThere(DatabaseKind.PostgreSql);
        await using var cluster = await PostgreSqlCluster.StartAsync();
        await MigrateAsync(cluster);
        await GrantAsync(cluster);
        await using var host = Host(cluster, user: "identity_server");

        using var ada = await Visitor.SetUpAsync(host);
        var answer = await ada.SignInAsync();

        Assert.That(answer.IsSuccessStatusCode);
        Assert.That(await host.NewBrowser().GetStringAsync("/health/ready"), Does.Not.Contain("failing"));
    }

    private static async Task MigrateAsync(PostgreSqlCluster cluster)
    {
        await using var host = Host(cluster, user: "identity");
        _ = host.Server;
    }

    private static async Task GrantAsync(PostgreSqlCluster cluster)
    {
        var sql = Block().Match(await File.ReadAllTextAsync(Repository.File("docs/deployment.md"))).Groups[1].Value;
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("least"));
        await connection.OpenAsync();
#pragma warning disable CA2100 // The statements of our own page.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static TestHost Host(PostgreSqlCluster cluster, string user) => new()
    {
        Settings =
        {
            ["IdentityServer:Database:Provider"] = "PostgreSql",
            ["IdentityServer:Database:ConnectionString"] = new NpgsqlConnectionStringBuilder(cluster.ConnectionString("least")) { Username = user }.ConnectionString,
            ["IdentityServer:MasterKey:Value"] = new string('A', 43) + "=",
        },
    };

    [GeneratedRegex("^```sql\n(-- PostgreSQL.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
