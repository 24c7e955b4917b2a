using IdentityServer.OpenId.Keys;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Tests.OpenId.Keys;

/// <summary>Days since the first key, with the default 90 / 14 / 14.</summary>
internal sealed class KeyScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Without_a_key_one_is_due_at_once()
    {
        var schedule = Schedule();

        Assert.That(Due(schedule, 0), Is.EqualTo(0));
        Assert.That(schedule.NextGeneration(SignatureAlgorithm.ES256), Is.EqualTo(1));
        Assert.That(schedule.Current(SignatureAlgorithm.ES256, Start), Is.Null);
    }

    [TestCase(0, KeyState.Current)]
    [TestCase(89, KeyState.Current)]
    [TestCase(90, KeyState.Retired)]
    [TestCase(103, KeyState.Retired)]
    [TestCase(104, KeyState.Expired)]
    public void A_key_signs_until_the_next_begins_and_stays_published_a_while(int day, KeyState expected) =>
        Assert.That(State(Schedule(Key(1, 0), Key(2, 90)), 1, day), Is.EqualTo(expected));

    [TestCase(76, KeyState.Announced)]
    [TestCase(89, KeyState.Announced)]
    [TestCase(90, KeyState.Current)]
    [TestCase(500, KeyState.Current)]
    public void The_next_key_is_announced_until_it_begins_and_signs_until_there_is_another(int day, KeyState expected) =>
        Assert.That(State(Schedule(Key(1, 0), Key(2, 90)), 2, day), Is.EqualTo(expected));

    [TestCase(0, null)]
    [TestCase(75, null)]
    [TestCase(76, 90)]
    [TestCase(80, 94, Description = "switched off over the date: it is announced for the full time nevertheless")]
    [TestCase(300, 314)]
    public void The_next_key_becomes_due_the_notice_before_its_time(int day, int? expected) =>
        Assert.That(Due(Schedule(Key(1, 0)), day), Is.EqualTo(expected));

    [Test]
    public void While_a_key_is_announced_no_other_is_due() =>
        Assert.That(Due(Schedule(Key(1, 0), Key(2, 90)), 80), Is.Null);

    [Test]
    public void Another_algorithm_has_a_life_of_its_own()
    {
        var schedule = Schedule(Key(1, 0), Key(7, 90, algorithm: "RS256"));

        Assert.That(State(schedule, 1, 95), Is.EqualTo(KeyState.Current));
        Assert.That(schedule.NextGeneration(SignatureAlgorithm.RS256), Is.EqualTo(8));
        Assert.That(schedule.NextGeneration(SignatureAlgorithm.PS256), Is.EqualTo(1));
    }

    [TestCase(0)]
    [TestCase(50)]
    public void A_revoked_key_is_nothing_else_any_more(int day) =>
        Assert.That(State(Schedule(Key(1, 0, revoked: 10)), 1, day), Is.EqualTo(KeyState.Revoked));

    [Test]
    public void A_revoked_current_key_makes_another_due_at_once() =>
        Assert.That(Due(Schedule(Key(1, 0, revoked: 10)), 10), Is.EqualTo(10));

    [Test]
    public void A_revoked_announced_key_is_made_up_for()
    {
        var schedule = Schedule(Key(1, 0), Key(2, 90, revoked: 80));

        Assert.That(Due(schedule, 81), Is.EqualTo(95));
        Assert.That(schedule.NextGeneration(SignatureAlgorithm.ES256), Is.EqualTo(3));
    }

    [Test]
    public void A_key_revoked_before_it_began_replaces_nobody() =>
        Assert.That(State(Schedule(Key(1, 0), Key(2, 90, revoked: 89)), 1, 100), Is.EqualTo(KeyState.Current));

    [Test]
    public void A_key_revoked_after_it_began_does_not_bring_its_predecessor_back()
    {
        var schedule = Schedule(Key(1, 0), Key(2, 90, revoked: 95), Key(3, 95));

        Assert.That(State(schedule, 1, 100), Is.EqualTo(KeyState.Retired));
        Assert.That(State(schedule, 3, 100), Is.EqualTo(KeyState.Current));
    }

    [Test]
    public void An_emergency_key_takes_over_and_the_announced_one_still_gets_its_turn()
    {
        var schedule = Schedule(Key(1, 0), Key(2, 90), Key(3, 80));

        Assert.That(State(schedule, 1, 85), Is.EqualTo(KeyState.Retired));
        Assert.That(State(schedule, 3, 85), Is.EqualTo(KeyState.Current));
        Assert.That(State(schedule, 2, 91), Is.EqualTo(KeyState.Current));
        Assert.That(State(schedule, 3, 91), Is.EqualTo(KeyState.Retired));
    }

    [Test]
    public void Of_two_keys_that_begin_together_the_younger_signs()
    {
        var schedule = Schedule(Key(2, 10), Key(1, 10));

        Assert.That(State(schedule, 1, 10), Is.EqualTo(KeyState.Retired));
        Assert.That(State(schedule, 2, 10), Is.EqualTo(KeyState.Current));
    }

    private static KeySchedule Schedule(params StoredSigningKey[] keys) => new(keys, new());

    private static KeyState State(KeySchedule schedule, int generation, int day) =>
        schedule.StateOf(schedule.Keys.Single(key => key.Algorithm == "ES256" && key.Generation == generation), Start.AddDays(day));

    private static int? Due(KeySchedule schedule, int day) =>
        (int?)(schedule.Due(SignatureAlgorithm.ES256, Start.AddDays(day)) - Start)?.TotalDays;

    private static StoredSigningKey Key(int generation, int signsFrom, int? revoked = null, string algorithm = "ES256") => new()
    {
        Kid = $"{algorithm}-{generation}",
        Algorithm = algorithm,
        Generation = generation,
        PublicJwk = "",
        CreatedAt = Start,
        SignsFrom = Start.AddDays(signsFrom),
        RevokedAt = revoked is { } day ? Start.AddDays(day) : null,
    };
}
