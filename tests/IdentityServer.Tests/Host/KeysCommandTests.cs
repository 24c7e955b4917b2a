using System.Text.Json;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.Data.Protection;
using IdentityServer.Host.Commands;
using IdentityServer.OpenId.Keys;
using IdentityServer.Shared;
using IdentityServer.Shared.Edge;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Tests.Host;

internal sealed class KeysCommandTests
{
    private readonly ManualClock clock = new();

    private TestDatabase database = null!;

    [SetUp]
    public async Task CreateDatabase() => database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

    [TearDown]
    public async Task RemoveDatabase() => await database.DisposeAsync();

    [Test]
    public async Task A_server_that_has_never_run_has_no_keys_to_list() =>
        Assert.That((await RunAsync("keys list")).Text, Does.StartWith("There are no keys yet"));

    [Test]
    public async Task Rotating_makes_a_key_for_every_algorithm_and_the_list_shows_them()
    {
        await RunAsync("keys rotate");

        var (exit, lines) = await RunAsync("keys list");

        Assert.That(exit, Is.EqualTo(ExitCode.Done));
        Assert.That(lines, Does.Match(@"^KID .*STATE").And.Match("ES256 +Announced").And.Match("RS256 +Announced").And.Match("PS256 +Announced"));
    }

    [Test]
    public async Task One_algorithm_can_be_rotated_alone() =>
        Assert.That(Added(await RunAsync("keys rotate --algorithm PS256 --json")), Is.EqualTo(new[] { "PS256" }));

    [Test]
    public async Task A_revoked_key_leaves_the_list_and_its_replacement_signs_at_once()
    {
        await RunAsync("keys rotate");
        clock.Advance(TimeSpan.FromDays(1));
        var kid = Kids(await RunAsync("keys list --json"), "ES256").Single();

        var revocation = await RunAsync($"keys rotate --revoke {kid} --json");

        Assert.That(Added(revocation), Is.EqualTo(new[] { "ES256" }));
        var list = await RunAsync("keys list --json");
        Assert.That(Kids(list, "ES256"), Has.Exactly(1).Items.And.None.EqualTo(kid));
        Assert.That(list.Text, Does.Contain("\"state\": \"current\""));
        Assert.That((await RunAsync("keys list --all")).Text, Does.Match($"{kid} +ES256 +Revoked"));
    }

    [Test]
    public async Task A_key_that_does_not_exist_is_refused_and_nothing_changes()
    {
        await RunAsync("keys rotate");

        var (exit, error) = await RunAsync("keys rotate --revoke nonsense");

        Assert.That(exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(error, Does.StartWith("unknown_key: There is no key nonsense"));
        Assert.That(Kids(await RunAsync("keys list --json"), "ES256"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_key_cannot_be_revoked_twice()
    {
        await RunAsync("keys rotate");
        var kid = Kids(await RunAsync("keys list --json"), "ES256").Single();
        await RunAsync($"keys rotate --revoke {kid}");

        Assert.That((await RunAsync($"keys rotate --revoke {kid}")).Exit, Is.EqualTo(ExitCode.Refused));
    }

    [TestCase("keys rotate --algorithm none")]
    [TestCase("keys rotate --algorithm HS256")]
    [TestCase("keys rotate --revoke")]
    [TestCase("keys")]
    public async Task A_wrong_line_is_a_usage_error(string line) =>
        Assert.That((await RunAsync(line)).Exit, Is.EqualTo(ExitCode.Usage));

    [Test]
    public async Task The_wrong_master_key_stops_a_command_with_a_sentence()
    {
        await RunAsync("keys rotate");

        var (exit, error) = await RunAsync("keys list", masterKey: new string('B', 43) + "=");

        Assert.That(exit, Is.EqualTo(ExitCode.Configuration));
        Assert.That(error, Does.Contain("IdentityServer:MasterKey is not the key of this database"));
    }

    private async Task<(ExitCode Exit, string Text)> RunAsync(string line, string? masterKey = null)
    {
        using var output = new StringWriter();
        var exit = await CommandLine.RunAsync(
            line.Split(' '), _ => Compose(masterKey ?? new string('A', 43) + "="), new() { Output = output, Error = output });
        return ((ExitCode)exit, output.ToString());
    }

    private WebApplication Compose(string masterKey)
    {
        var builder = WebApplication.CreateBuilder(["--environment=Production", $"--IdentityServer:MasterKey:Value={masterKey}"]);
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton<TimeProvider>(clock)
            .AddShared()
            .AddEdge()
            .AddData(_ => database.NewProvider())
            .AddProtection()
            .AddAudit()
            .AddSigningKeys();
        return builder.Build();
    }

    private static IEnumerable<string?> Added((ExitCode, string Text) run)
    {
        using var json = JsonDocument.Parse(run.Text);
        return [.. json.RootElement.GetProperty("added").EnumerateArray().Select(key => key.GetProperty("algorithm").GetString())];
    }

    private static IEnumerable<string?> Kids((ExitCode, string Text) run, string algorithm)
    {
        using var json = JsonDocument.Parse(run.Text);
        return
        [
            .. json.RootElement.GetProperty("keys").EnumerateArray()
                .Where(key => key.GetProperty("algorithm").GetString() == algorithm)
                .Select(key => key.GetProperty("kid").GetString()),
        ];
    }
}
