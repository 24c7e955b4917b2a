using System.Net;
using IdentityServer.Data;
using IdentityServer.TestKit.Databases;
using IdentityServer.Tests.Audit;
using IdentityServer.Throttles;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Throttles;

/// <summary>H13: whoever attacks an account must not lock its owner out.</summary>
[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class GuessesTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private static readonly IPAddress Home = IPAddress.Parse("198.51.100.7");

    private readonly Guid account = Guid.NewGuid();
    private AuditBench audit = null!;
    private Guesses guesses = null!;

    [SetUp]
    public async Task Clear()
    {
        await AuditBench.ClearAsync(Database);
        await using var context = Database.NewContext();
        context.RemoveRange(context.Set<ThrottleRow>());
        await context.SaveChangesAsync();

        audit = new(Database);
        guesses = new(new(new(HotTables, AuditBench.Master), audit.Trail, Options.Create(new ThrottleOptions()), audit.Clock));
    }

    [Test]
    public async Task A_network_gets_five_guesses_and_then_waits()
    {
        for (var i = 0; i < 5; i++)
            Assert.That(await TryAsync(Home), Is.TypeOf<ThrottleOutcome.Allowed>());

        Assert.That(await TryAsync(Home), Is.TypeOf<ThrottleOutcome.Refused>().With.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task A_stranger_who_used_up_their_guesses_does_not_stop_the_owner_at_home()
    {
        var stranger = IPAddress.Parse("203.0.113.9");
        while (await TryAsync(stranger) is ThrottleOutcome.Allowed)
        {
        }

        Assert.That(await TryAsync(Home), Is.TypeOf<ThrottleOutcome.Allowed>());
    }

    [Test]
    public async Task A_botnet_is_slowed_down_but_a_known_browser_is_not()
    {
        for (var i = 0; i < 30; i++)
            await TryAsync(IPAddress.Parse($"203.0.113.{i}"));

        Assert.That(await TryAsync(IPAddress.Parse("192.0.2.1")), Is.TypeOf<ThrottleOutcome.Refused>().With.Property("RetryAfter").LessThanOrEqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(await TryAsync(Home, browser: "seen before"), Is.TypeOf<ThrottleOutcome.Allowed>());
    }

    [Test]
    public async Task A_known_browser_cannot_guess_without_end_either()
    {
        for (var i = 0; i < 5; i++)
            await TryAsync(Home, browser: "seen before");

        Assert.That(await TryAsync(Home, browser: "seen before"), Is.TypeOf<ThrottleOutcome.Refused>());
    }

    [Test]
    public async Task A_hundred_failures_in_a_row_give_the_authenticator_up()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.That(await TryAsync(IPAddress.Parse($"203.0.{i}.1")), Is.TypeOf<ThrottleOutcome.Allowed>(), $"guess {i}");
            audit.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(await TryAsync(Home), Is.TypeOf<ThrottleOutcome.Exhausted>());
        Assert.That(await TryAsync(Home, "totp"), Is.TypeOf<ThrottleOutcome.Allowed>(), "another authenticator of the same account");
    }

    [Test]
    public async Task Success_begins_the_count_anew()
    {
        for (var i = 0; i < 5; i++)
            await TryAsync(Home);

        await HotTables.WriteAsync(guesses.Succeeded(new Unit(), account, "password", Home, null), CancellationToken.None);

        Assert.That(await TryAsync(Home), Is.TypeOf<ThrottleOutcome.Allowed>());
    }

    private Task<ThrottleOutcome> TryAsync(IPAddress address, string authenticator = "password", string? browser = null) =>
        guesses.TryAsync(account, authenticator, address, browser, CancellationToken.None);
}
