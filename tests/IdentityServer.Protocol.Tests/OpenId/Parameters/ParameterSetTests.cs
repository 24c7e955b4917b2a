using FsCheck;
using FsCheck.Fluent;
using IdentityServer.Protocol.OpenId.Parameters;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Parameters;

internal sealed class ParameterSetTests
{
    [Property("Case", "A01")]
    [Property("Case", "T22")]
    [TestCase("state")]
    [TestCase("scope")]
    [TestCase("nonce")]
    [TestCase("code_challenge")]
    [TestCase("code")]
    [TestCase("grant_type")]
    public void A_parameter_sent_twice_has_no_value_and_is_a_fault(string name)
    {
        var parameters = A.Parameters((name, "one"), (name, "two"));

        Assert.That(parameters[name], Is.Null);
        Assert.That(parameters.Sent(name));
        Assert.That(parameters.FirstFault()?.Code, Is.EqualTo("invalid_request"));
    }

    [Test]
    public void The_same_value_twice_is_a_fault_too() =>
        Assert.That(A.Parameters(("state", "one"), ("state", "one")).FirstFault(), Is.Not.Null);

    [Test]
    public void Resource_may_be_repeated()
    {
        var parameters = A.Parameters(("resource", "https://a.test"), ("resource", "https://b.test"));

        Assert.That(parameters.FirstFault(), Is.Null);
        Assert.That(parameters.All("resource"), Is.EqualTo(new[] { "https://a.test", "https://b.test" }));
    }

    [Test]
    [Property("Case", "A04")]
    public void A_parameter_without_a_value_was_not_sent()
    {
        var parameters = A.Parameters(("nonce", ""), ("state", ""), ("state", "one"));

        Assert.That(parameters.Sent("nonce"), Is.False);
        Assert.That(parameters["state"], Is.EqualTo("one"));
        Assert.That(parameters.FirstFault(), Is.Null);
    }

    [Test]
    [Property("Case", "A12")]
    public void A_state_of_a_thousand_characters_is_read() =>
        Assert.That(A.Parameters(("state", new string('s', 1000)))["state"], Has.Length.EqualTo(1000));

    [Test]
    [Property("Case", "A12")]
    public void A_state_over_the_limit_has_no_value_and_is_a_fault()
    {
        var parameters = A.Parameters(("state", new string('s', 5000)));

        Assert.That(parameters["state"], Is.Null);
        Assert.That(parameters.FirstFault()?.Code, Is.EqualTo("invalid_request"));
    }

    [Test]
    public void An_unknown_parameter_may_be_long() =>
        Assert.That(A.Parameters(("tracking", new string('x', 10_000))).FirstFault(), Is.Null);

    [Test]
    [Property("Case", "A21")]
    public void Too_many_parameters_are_a_fault()
    {
        var many = Enumerable.Range(0, 201).Select(number => ($"p{number}", "1")).ToArray();

        Assert.That(A.Parameters(many).FirstFault()?.Code, Is.EqualTo("invalid_request"));
        Assert.That(A.Parameters(many[..200]).FirstFault(), Is.Null);
    }

    [Test]
    public void Names_are_compared_exactly() => Assert.That(A.Parameters(("State", "one"))["state"], Is.Null);

    [Test]
    public void What_is_remembered_as_a_form_comes_back() =>
        Prop.ForAll<Dictionary<NonEmptyString, NonEmptyString>>(values =>
        {
            var pairs = values.Select(pair => (Name: WellFormed(pair.Key.Get), Value: WellFormed(pair.Value.Get))).DistinctBy(pair => pair.Name).ToArray();
            var back = ParameterSet.FromForm(A.Parameters(pairs).ToForm());
            return pairs.All(pair => back[pair.Name] == pair.Value);
        }).QuickCheckThrowOnFailure();

    // A lone surrogate cannot arrive: requests are decoded from UTF-8.
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());
}
