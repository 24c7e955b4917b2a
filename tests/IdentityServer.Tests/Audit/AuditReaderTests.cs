using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Audit.Reading;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.Audit;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class AuditReaderTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private readonly Guid person = Guid.NewGuid();
    private AuditBench bench = null!;
    private DateTimeOffset start;

    [SetUp]
    public async Task WriteSome()
    {
        await AuditBench.ClearAsync(Database);
        bench = new(Database);
        start = bench.Clock.GetUtcNow();

        await WriteAsync(new(AccountEvents.Created, Actor.User(person)));
        await WriteAsync(new(PasskeyEvents.LoginFailed, Actor.Anonymous) { Subject = person, Reason = "bad_signature" });
        await WriteAsync(new(PasskeyEvents.LoginSucceeded, Actor.User(Guid.NewGuid())));
        await WriteAsync(new(OpenIdEvents.TokenIssued, Actor.Client("app")) { Subject = person });
        await WriteAsync(new(PasskeyEvents.LoginSucceeded, Actor.User(person)));
    }

    [Test]
    public async Task A_person_sees_what_concerns_them_newest_first() =>
        Assert.That(Types(await bench.Reader.ActivityAsync(person, null, 10, CancellationToken.None)),
            Is.EqualTo(new[] { "webauthn.login.succeeded", "webauthn.login.failed", "account.created" }));

    [Test]
    public async Task The_next_page_begins_below_the_last()
    {
        var first = await bench.Reader.ActivityAsync(person, null, 2, CancellationToken.None);

        var second = await bench.Reader.ActivityAsync(person, first[^1].Id, 2, CancellationToken.None);

        Assert.That(Types(second), Is.EqualTo(new[] { "account.created" }));
    }

    [Test]
    public async Task An_operator_sees_everybody() =>
        Assert.That(await ListAsync(new(start)), Has.Length.EqualTo(5));

    [Test]
    public async Task A_filter_by_subject_includes_the_token_traffic() =>
        Assert.That(await ListAsync(new(start) { Subject = person }), Has.Length.EqualTo(4));

    [Test]
    public async Task A_filter_by_person_leaves_it_out() =>
        Assert.That(await ListAsync(new(start) { Person = person }), Has.Length.EqualTo(3));

    [Test]
    public async Task A_filter_takes_the_beginning_of_a_type() =>
        Assert.That(await ListAsync(new(start) { Type = "webauthn.login." }), Has.Length.EqualTo(3));

    [Test]
    public async Task A_filter_takes_an_outcome() =>
        Assert.That(await ListAsync(new(start) { Outcome = AuditOutcome.Failure }), Is.EqualTo(new[] { "webauthn.login.failed" }));

    [Test]
    public async Task A_filter_takes_a_client() =>
        Assert.That(await ListAsync(new(start) { ClientId = "app" }), Is.EqualTo(new[] { "token.issued" }));

    [Test]
    public async Task A_filter_takes_a_span_of_time() =>
        Assert.That(await ListAsync(new(start.AddMinutes(1)) { To = start.AddMinutes(3) }),
            Is.EqualTo(new[] { "webauthn.login.succeeded", "webauthn.login.failed" }));

    private async Task WriteAsync(AuditEntry entry)
    {
        await bench.Trail.WriteAsync(entry, CancellationToken.None);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private async Task<string[]> ListAsync(AuditFilter filter) => Types(await bench.Reader.ListAsync(filter, null, 10, CancellationToken.None));

    private static string[] Types(List<AuditEvent> rows) => [.. rows.Select(row => row.Type)];
}
