using IdentityServer.Protocol.OpenId.Logout;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Logout;

internal sealed class EndSessionPolicyTests
{
    private const string Registered = "https://app.test/signed-out";

    private static readonly KnownSession Session = new("s1", "alice");
    private static readonly IdTokenHint Hint = new("alice", ["app"], "s1");

    [Test]
    public void A_hint_of_this_session_ends_it_and_leads_back() =>
        Assert.That(End(Situation())?.Return?.Location, Is.EqualTo(Registered + "?state=st%20ate"));

    [Test]
    public void Without_a_state_none_is_added() =>
        Assert.That(End(Situation(("state", null)))?.Return?.Location, Is.EqualTo(Registered));

    [Test]
    public void A_registered_query_stays()
    {
        var client = A.Client() with { PostLogoutRedirectUris = [Registered + "?a=b"] };
        var situation = Situation(("post_logout_redirect_uri", Registered + "?a=b")) with { Client = client };

        Assert.That(End(situation)?.Return?.Location, Is.EqualTo(Registered + "?a=b&state=st%20ate"));
    }

    [TestCase("s2", "alice")]
    [TestCase("s1", "bob")]
    [TestCase(null, "alice")]
    [Property("Case", "L05")]
    public void A_hint_of_another_session_or_person_asks_first(string? sid, string subject) =>
        Assert.That(EndSessionPolicy.Next(Situation() with { Hint = new(subject, ["app"], sid) }), Is.TypeOf<EndSessionStep.Ask>());

    [TestCase("https://app.test/other")]
    [TestCase("https://app.test/signed-out/")]
    [TestCase("https://app.test/signed-out?foo=bar")]
    [TestCase("https://app.test/Signed-out")]
    [TestCase("//evil.test")]
    [TestCase("/\\evil.test")]
    [TestCase("https:evil.test")]
    [TestCase("\thttps://app.test/signed-out")]
    [TestCase("javascript:alert(1)")]
    [Property("Case", "L04")]
    public void An_address_that_is_not_registered_leads_nowhere(string address)
    {
        var step = End(Situation(("post_logout_redirect_uri", address)));

        Assert.That(step, Is.Not.Null);
        Assert.That(step!.Return, Is.Null);
    }

    [Test]
    [Property("Case", "L03")]
    public void Who_only_names_itself_is_asked_about_and_may_get_the_person_back()
    {
        var step = EndSessionPolicy.Next(Situation(("id_token_hint", null), ("client_id", "app")) with { Hint = null });

        Assert.That((step as EndSessionStep.Ask)?.Return?.RedirectUri, Is.EqualTo(Registered));
    }

    [Test]
    [Property("Case", "L03")]
    public void Who_names_nobody_gets_nobody_back()
    {
        var step = EndSessionPolicy.Next(Situation(("id_token_hint", null)) with { Hint = null, Client = null });

        Assert.That(step, Is.EqualTo(new EndSessionStep.Ask(null)));
    }

    [Test]
    public void A_hint_that_is_not_ours_spoils_the_address_too()
    {
        var step = EndSessionPolicy.Next(Situation(("client_id", "app")) with { Hint = null });

        Assert.That(step, Is.EqualTo(new EndSessionStep.Ask(null)));
    }

    [Test]
    [Property("Case", "L03")]
    public void A_client_that_the_hint_was_not_made_for_is_refused() =>
        Assert.That(EndSessionPolicy.Next(Situation(("client_id", "other"))), Is.TypeOf<EndSessionStep.Refuse>());

    [Test]
    public void A_parameter_sent_twice_is_refused()
    {
        var request = EndSessionRequest.Read(A.Parameters(("state", "a"), ("state", "b")));

        Assert.That(EndSessionPolicy.Next(new(request, null, null, Session)), Is.TypeOf<EndSessionStep.Refuse>());
    }

    [Test]
    public void Where_nobody_is_signed_in_only_a_hint_leads_back()
    {
        Assert.That(End(Situation() with { Session = null })?.Return, Is.Not.Null);
        Assert.That(End(Situation(("id_token_hint", null), ("client_id", "app")) with { Session = null, Hint = null })?.Return, Is.Null);
    }

    private static EndSessionStep.End? End(EndSessionSituation situation) => EndSessionPolicy.Next(situation) as EndSessionStep.End;

    private static EndSessionSituation Situation(params (string Name, string? Value)[] changes)
    {
        var parameters = A.Parameters(("id_token_hint", "a.b.c"), ("post_logout_redirect_uri", Registered), ("state", "st ate"));
        return new(EndSessionRequest.Read(changes.Aggregate(parameters, (set, change) => set.With(change.Name, change.Value))), Hint, A.Client(), Session);
    }
}
