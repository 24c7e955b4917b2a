using System.Diagnostics;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.Audit;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class AuditTrailTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private static readonly Statement Miss = new("""UPDATE "AuditSubjects" SET "AccountId" = @account WHERE "Reference" = @reference""");

    private AuditBench bench = null!;

    [SetUp]
    public async Task Clear()
    {
        await AuditBench.ClearAsync(Database);
        bench = new(Database);
    }

    [Test]
    public async Task An_entry_is_on_disk_with_the_change_it_tells_of()
    {
        var unit = bench.Trail.Add(new Unit(), AuditBench.Entry());

        await HotTables.WriteAsync(unit, CancellationToken.None);

        Assert.That(await bench.RowsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_entry_is_undone_with_the_change_it_tells_of()
    {
        var unit = bench.Trail.Add(new Unit(), AuditBench.Entry()).Require(Miss, Guid.NewGuid(), new byte[16]);

        var outcome = await HotTables.WriteAsync(unit, CancellationToken.None);

        Assert.That(outcome, Is.EqualTo(UnitOutcome.Missed));
        Assert.That(await bench.RowsAsync(), Is.Empty);
    }

    [Test]
    public async Task Every_field_comes_back_as_it_was_signed()
    {
        using var activity = new Activity("test").Start();
        bench.Accessor.HttpContext = AuditBench.Request("2001:db8:1:2::3", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0");
        bench.Accessor.HttpContext.Request.Headers["X-Country"] = "DE";
        var account = Guid.NewGuid();
        var entry = new AuditEntry(RecoveryEvents.HoldBlockedAction, Actor.Agent(Guid.NewGuid()))
        {
            Reason = "hold_active",
            Subject = account,
            ClientId = "app ünïcode",
            Session = Guid.NewGuid(),
            Details = new() { ["kind"] = "e-mail – „change“", ["remaining"] = 3, ["kinds"] = new System.Text.Json.Nodes.JsonArray("a", "b") },
        };

        await bench.Trail.WriteAsync(entry, CancellationToken.None);

        var row = (await bench.RowsAsync()).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bench.Signature.Holds(row));
            Assert.That(row.OccurredAt, Is.EqualTo(bench.Clock.GetUtcNow()));
            Assert.That(row.Type, Is.EqualTo("hold.blocked_action"));
            Assert.That(row.Outcome, Is.EqualTo(AuditOutcome.Denied));
            Assert.That(row.Reason, Is.EqualTo("hold_active"));
            Assert.That(row.ActorType, Is.EqualTo(ActorType.Agent));
            Assert.That(row.Subject, Is.EqualTo(bench.References.Subject(account)));
            Assert.That(row.Person, Is.EqualTo(row.Subject));
            Assert.That(row.ClientId, Is.EqualTo("app ünïcode"));
            Assert.That(row.Session, Is.EqualTo(bench.References.Session(entry.Session!.Value)));
            Assert.That(row.Correlation, Is.EqualTo(activity.TraceId.ToHexString()));
            Assert.That(row.Network, Is.EqualTo("2001:db8:1::/48"));
            Assert.That(row.Country, Is.EqualTo("DE"));
            Assert.That(row.Device, Is.EqualTo("Firefox on Windows"));
            Assert.That(row.Policy, Has.Length.EqualTo(8));
            Assert.That(row.Schema, Is.EqualTo(1));
            Assert.That(row.Details, Does.Contain("remaining"));
        }
    }

    [Test]
    public async Task Two_entries_of_one_moment_do_not_collide()
    {
        await bench.Trail.WriteAsync(AuditBench.Entry(), CancellationToken.None);
        await bench.Trail.WriteAsync(AuditBench.Entry(), CancellationToken.None);

        Assert.That(await bench.RowsAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_reference_leads_back_to_the_account_until_it_is_erased()
    {
        var account = Guid.NewGuid();
        var born = new AuditEntry(AccountEvents.Created, Actor.User(account));
        await bench.Trail.WriteAsync(born, CancellationToken.None);
        var reference = (await bench.RowsAsync()).Single().Subject!;

        Assert.That((await bench.Reader.AccountsAsync([reference], CancellationToken.None)).Values, Is.EqualTo(new[] { account }));

        await HotTables.WriteAsync(bench.Trail.Forget(new(), account), CancellationToken.None);

        Assert.That(await bench.Reader.AccountsAsync([reference], CancellationToken.None), Is.Empty);
        Assert.That(await bench.RowsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Nobody_is_named_in_a_row()
    {
        var account = Guid.NewGuid();
        var entry = AuditBench.Entry(account);
        await bench.Trail.WriteAsync(entry, CancellationToken.None);

        var row = (await bench.RowsAsync()).Single();

        var stored = AuditStatements.FieldsOf(row).Select(field => field.Content)
            .Select(content => content is byte[] bytes ? Convert.ToHexString(bytes) : content?.ToString() ?? "");
        Assert.That(string.Join('\n', stored).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant(),
            Does.Not.Contain(account.ToString("N").ToUpperInvariant()).And.Not.Contain(entry.Session!.Value.ToString("N").ToUpperInvariant()));
    }

    [Test]
    public async Task Token_traffic_is_not_part_of_a_persons_own_list()
    {
        var account = Guid.NewGuid();
        await bench.Trail.WriteAsync(new(OpenIdEvents.TokenRefreshed, Actor.Client("app")) { Subject = account }, CancellationToken.None);

        var row = (await bench.RowsAsync()).Single();

        Assert.That(row.Subject, Is.Not.Null);
        Assert.That(row.Person, Is.Null);
        Assert.That(row.ActorId, Is.EqualTo("app"));
    }
}
