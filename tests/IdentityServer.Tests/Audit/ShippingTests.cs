using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Reading;
using IdentityServer.Audit.Shipping;
using IdentityServer.TestKit.Databases;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Audit;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class ShippingTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private readonly Lines lines = new();
    private AuditBench bench = null!;

    [SetUp]
    public async Task Clear()
    {
        await AuditBench.ClearAsync(Database);
        lines.Clear();
        bench = new(Database);
    }

    [Test]
    public async Task Sealed_events_leave_once_each_followed_by_their_seal()
    {
        await bench.WriteBatchesAsync(2);
        await ShipAsync();
        await bench.WriteBatchesAsync(1);
        await ShipAsync();

        var shipped = lines.Where(line => line.StartsWith('{')).Select(line => (string?)JsonNode.Parse(line)!["eventId"]);
        Assert.That(shipped, Is.EqualTo((await bench.RowsAsync()).Select(row => row.Id.ToString())));
        Assert.That(lines.Where(line => !line.StartsWith('{')), Has.Exactly(3).Items);
        Assert.That(lines[^1], Does.Contain((await bench.VerifyAsync()).Head!.Hash));
    }

    [Test]
    public async Task Late_events_leave_too()
    {
        await bench.WriteBatchesAsync(1);
        await ShipAsync();
        var behind = new AuditBench(Database, clock: new(bench.Clock.GetUtcNow() - TimeSpan.FromSeconds(12)));
        await behind.WriteAsync(1);
        bench.Clock.Advance(bench.Settings.LateArrival);
        await bench.SealAsync();

        await ShipAsync();

        Assert.That(lines.Count(line => line.StartsWith('{')), Is.EqualTo(4));
    }

    [Test]
    public async Task Nothing_leaves_unless_asked_for()
    {
        await bench.WriteBatchesAsync(1);

        await ShipAsync(ship: false);

        Assert.That(lines, Is.Empty);
    }

    [Test]
    public async Task An_exported_event_has_the_documented_names()
    {
        bench.Accessor.HttpContext = AuditBench.Request("203.0.113.77", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0");
        await bench.Trail.WriteAsync(AuditBench.Entry(), CancellationToken.None);

        var exported = AuditJson.Of((await bench.RowsAsync()).Single());

        Assert.That(exported.Select(field => field.Key), Is.EqualTo(new[]
        {
            "eventId", "occurredAt", "type", "owasp", "outcome", "actorType", "actorId", "subjectId", "sessionRef", "ipTrunc", "uaFamily",
            "policyVersion", "schemaVersion", "details",
        }));
        Assert.That(exported["owasp"]!.ToString(), Is.EqualTo("authn_login_success"));
        Assert.That(exported["outcome"]!.ToString(), Is.EqualTo("success"));
        Assert.That(exported["occurredAt"]!.ToString(), Is.EqualTo("2026-01-15T09:00:00.000Z"));
        Assert.That(exported["ipTrunc"]!.ToString(), Is.EqualTo("203.0.113.0/24"));
        Assert.That(exported["details"]!["uv"]!.GetValue<bool>());
    }

    private Task ShipAsync(bool ship = true) =>
        new ShippingJob(new ContextFactory(Database), bench.Store, Options.Create(new AuditOptions { Ship = ship }), lines).RunAsync(CancellationToken.None);

    private sealed class Lines : List<string>, ILogger<ShippingJob>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
