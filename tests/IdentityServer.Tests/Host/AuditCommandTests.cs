using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Audit.Sealing;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdentityServer.Tests.Host;

internal sealed class AuditCommandTests
{
    private readonly Guid account = Guid.NewGuid();
    private TestHost host = null!;

    [SetUp]
    public async Task WriteAndSeal()
    {
        // The jobs would go on writing and sealing by a clock that the commands do not share.
        host = new() { Fakes = services => services.RemoveAll<IJob>() };
        for (var i = 0; i < 3; i++)
        {
            await host.Get<AuditTrail>().WriteAsync(new(PasskeyEvents.LoginSucceeded, Actor.User(account)), CancellationToken.None);
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await host.Get<AuditTrail>().WriteAsync(new(ServerEvents.CsrfRejected, Actor.Anonymous), CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Get<Sealer>().SealNextAsync(CancellationToken.None);
    }

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_whole_trail_is_said_to_be_whole()
    {
        var answer = await CommandAnswer.OfAsync(host.DataDirectory, "audit", "verify");

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Done));
        Assert.That(answer.Output, Does.Contain("nothing is missing and nothing was changed"));
    }

    [Test]
    public async Task A_changed_event_is_named_and_fails_the_command()
    {
        await TamperAsync("""UPDATE "AuditEvents" SET "Device" = 'Safari on Mac'""");

        var answer = await CommandAnswer.OfAsync(host.DataDirectory, "audit", "verify", "--json");

        var report = JsonNode.Parse(answer.Output)!;
        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That((bool)report["sound"]!, Is.False);
        Assert.That((string?)report["faults"]![0]!["kind"], Is.EqualTo("eventEdited"));
    }

    [Test]
    public async Task The_printed_head_is_found_again_and_another_is_not()
    {
        var head = (string)JsonNode.Parse((await CommandAnswer.OfAsync(host.DataDirectory, "audit", "verify", "--json")).Output)!["head"]!;

        Assert.That((await CommandAnswer.OfAsync(host.DataDirectory, "audit", "verify", "--expect", head)).Exit, Is.EqualTo(ExitCode.Done));
        Assert.That((await CommandAnswer.OfAsync(host.DataDirectory, "audit", "verify", "--expect", "9" + head)).Exit, Is.EqualTo(ExitCode.Refused));
    }

    [TestCase("audit", "verify", "--expect", "nonsense")]
    [TestCase("audit", "export", "--from", "yesterday")]
    [TestCase("audit", "export", "--account", "somebody")]
    [TestCase("audit")]
    public async Task A_wrong_line_is_a_usage_error(params string[] line) =>
        Assert.That((await CommandAnswer.OfAsync(host.DataDirectory, line)).Exit, Is.EqualTo(ExitCode.Usage));

    [Test]
    public async Task Events_are_exported_one_per_line_oldest_first()
    {
        var answer = await CommandAnswer.OfAsync(host.DataDirectory, "audit", "export", "--from", "2020-01-01");

        var events = answer.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.That(events.Select(row => (string?)row["occurredAt"]), Is.Ordered);
        Assert.That(events.Select(row => (string?)row["owasp"]), Does.Contain("authn_login_success").And.Contain("malicious_csrf"));
    }

    [Test]
    public async Task An_export_can_be_about_one_account()
    {
        var answer = await CommandAnswer.OfAsync(host.DataDirectory, "audit", "export", "--account", account.ToString(), "--type", "webauthn.");

        Assert.That(answer.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(3));
    }

    private async Task TamperAsync(string sql)
    {
        await using var context = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        await context.Database.ExecuteSqlRawAsync(sql);
    }
}
