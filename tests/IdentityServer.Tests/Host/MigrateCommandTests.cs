using IdentityServer.Data;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit.Databases;
using Microsoft.AspNetCore.Builder;

namespace IdentityServer.Tests.Host;

internal sealed class MigrateCommandTests
{
    [Test]
    public async Task The_first_run_applies_everything_and_the_second_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, bare: true);

        var first = await MigrateAsync(database, "migrate");
        var second = await MigrateAsync(database, "migrate");
        var third = await MigrateAsync(database, "migrate", "--json");

        Assert.That(first, Does.Contain("_Initial"));
        Assert.That(second, Does.Contain("up to date"));
        Assert.That(third, Does.Match(@"\{\s*""applied"": \[\]\s*\}"));
    }

    private static async Task<string> MigrateAsync(TestDatabase database, params string[] line)
    {
        using var output = new StringWriter();
        var exit = await CommandLine.RunAsync(line, _ => Compose(database), new() { Output = output });

        Assert.That(exit, Is.Zero);
        return output.ToString();
    }

    private static WebApplication Compose(TestDatabase database)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddData(_ => database.NewProvider());
        return builder.Build();
    }
}
