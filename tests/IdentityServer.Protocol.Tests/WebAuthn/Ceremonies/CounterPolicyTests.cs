using IdentityServer.Protocol.WebAuthn.Ceremonies;

namespace IdentityServer.Protocol.Tests.WebAuthn.Ceremonies;

internal sealed class CounterPolicyTests
{
    private static readonly DateTimeOffset Now = Scene.Now;

    private static readonly CounterHistory Synced = new(Stored: 6, BackupEligible: true, LastSuccess: null, LastAnomaly: null);

    private static readonly CounterHistory DeviceBound = Synced with { BackupEligible = false };

    [Test]
    public void Authenticators_that_do_not_count_are_fine_a_hundred_times()
    {
        var history = DeviceBound with { Stored = 0 };

        for (var use = 0; use < 100; use++)
            Assert.That(CounterPolicy.Decide(history, 0, Now), Is.EqualTo(new CounterDecision.Accept(0)));
    }

    [TestCase(0u, 1u)]
    [TestCase(5u, 6u)]
    [TestCase(5u, 4_000_000_000u)]
    [TestCase(uint.MaxValue - 1, uint.MaxValue)]
    public void A_counter_that_advanced_is_stored(uint stored, uint presented) =>
        Assert.That(CounterPolicy.Decide(DeviceBound with { Stored = stored }, presented, Now), Is.EqualTo(new CounterDecision.Accept(presented)));

    [TestCase(6u, 6u)]
    [TestCase(6u, 5u)]
    [TestCase(5u, 0u)]
    [TestCase(uint.MaxValue, 0u)]
    public void A_key_that_never_leaves_its_device_is_refused_when_it_does_not_advance(uint stored, uint presented) =>
        Assert.That(CounterPolicy.Decide(DeviceBound with { Stored = stored }, presented, Now), Is.EqualTo(new CounterDecision.Refuse()));

    [TestCase(6u)]
    [TestCase(5u)]
    [TestCase(0u)]
    public void A_synced_passkey_signs_in_with_less_and_keeps_the_highest_counter(uint presented) =>
        Assert.That(CounterPolicy.Decide(Synced, presented, Now), Is.EqualTo(new CounterDecision.AcceptReduced(6)));

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(-5)]
    public void Two_sign_ins_that_overtook_each_other_are_both_good(int secondsAgo)
    {
        // 8 was stored first, 7 arrives in reverse order; the other server's clock may be a little ahead.
        var history = DeviceBound with { Stored = 8, LastSuccess = Now.AddSeconds(-secondsAgo) };

        Assert.That(CounterPolicy.Decide(history, 7, Now), Is.EqualTo(new CounterDecision.Accept(8)));
    }

    [TestCase(6)]
    [TestCase(-6)]
    public void A_success_that_is_too_far_away_excuses_nothing(int secondsAgo) =>
        Assert.That(
            CounterPolicy.Decide(DeviceBound with { LastSuccess = Now.AddSeconds(-secondsAgo) }, 6, Now),
            Is.EqualTo(new CounterDecision.Refuse()));

    [Test]
    public void The_second_anomaly_within_thirty_days_suspends([Values] bool synced)
    {
        var history = (synced ? Synced : DeviceBound) with { LastAnomaly = Now.AddDays(-30) };

        Assert.That(CounterPolicy.Decide(history, 5, Now), Is.EqualTo(new CounterDecision.Suspend()));
    }

    [Test]
    public void An_anomaly_of_more_than_thirty_days_ago_is_forgotten()
    {
        var old = Now.AddDays(-30).AddSeconds(-1);

        Assert.That(CounterPolicy.Decide(DeviceBound with { LastAnomaly = old }, 5, Now), Is.EqualTo(new CounterDecision.Refuse()));
        Assert.That(CounterPolicy.Decide(Synced with { LastAnomaly = old }, 5, Now), Is.EqualTo(new CounterDecision.AcceptReduced(6)));
    }

    [Test]
    public void An_old_anomaly_does_not_spoil_a_counter_that_advances() =>
        Assert.That(CounterPolicy.Decide(DeviceBound with { LastAnomaly = Now }, 7, Now), Is.EqualTo(new CounterDecision.Accept(7)));
}
