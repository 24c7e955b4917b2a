using IdentityServer.Throttles;

namespace IdentityServer.Tests.Throttles;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ThrottleOptionsTests
{
    private readonly ThrottleOptions options = new();

    [Test]
    public void The_defaults_are_valid() => Assert.That(Faults(), Is.Null);

    [Test]
    public void A_limit_of_nothing_is_refused()
    {
        options.SignInPerNetwork.Limit = 0;

        Assert.That(Faults(), Is.EqualTo(new[] { "IdentityServer:Throttles:SignInPerNetwork: Limit must be at least 1" }));
    }

    [Test]
    public void A_window_of_no_time_is_refused()
    {
        options.SignInPerNetwork.Window = TimeSpan.Zero;

        Assert.That(Faults(), Has.Exactly(1).Items);
    }

    [Test]
    public void Waits_that_shrink_are_refused()
    {
        options.GuessesPerNetwork.LongestWait = TimeSpan.FromSeconds(1);

        Assert.That(Faults(), Has.Exactly(1).Items);
    }

    [TestCase(101)]
    [TestCase(null)]
    public void More_than_a_hundred_failures_in_a_row_are_refused(int? cap)
    {
        options.GuessesPerAuthenticator.Cap = cap;

        Assert.That(Faults(), Has.Exactly(1).Items);
    }

    [Test]
    public void A_rule_forgets_no_sooner_than_it_lets_go()
    {
        options.GuessesPerNetwork.Memory = TimeSpan.FromMinutes(1);

        Assert.That(Faults(), Has.Exactly(1).Items);
    }

    [Test]
    public void Every_rule_has_a_name_of_its_own()
    {
        var names = typeof(ThrottleOptions).GetProperties().Select(property => ((ThrottleRule)property.GetValue(options)!).Name);

        Assert.That(names, Is.Unique);
    }

    private IEnumerable<string>? Faults() => new ThrottleOptionsValidator().Validate(null, options).Failures;
}
