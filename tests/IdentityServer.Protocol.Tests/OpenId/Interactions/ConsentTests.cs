using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Interactions;

internal sealed class ConsentTests
{
    private static readonly Access OpenIdAndProfile = new() { Scopes = ["openid", "profile"] };

    [Test]
    public void A_foreign_app_asks_for_consent() =>
        Assert.That(Next(Foreign()), Is.TypeOf<NextStep.AskConsent>());

    [TestCase(true, null, false)]
    [TestCase(true, true, true)]
    [TestCase(false, null, true)]
    [TestCase(false, false, false)]
    public void The_clients_settings_decide_who_asks(bool firstParty, bool? requireConsent, bool asks)
    {
        var situation = A.Situation();
        var client = situation.Client with { FirstParty = firstParty, RequireConsent = requireConsent };

        Assert.That(Next(situation with { Client = client }) is NextStep.AskConsent, Is.EqualTo(asks));
    }

    [Test]
    [Property("Case", "S01")]
    public void Without_pages_a_missing_consent_is_an_error() =>
        Assert.That((Next(Foreign(("prompt", "none"))) as NextStep.Impossible)?.Error.Code, Is.EqualTo("consent_required"));

    [Test]
    public void A_later_answer_counts_for_what_it_was_about_and_leaves_the_rest()
    {
        var first = new Consent(A.AccountId, Scopes("openid", "profile", "email"), Scopes("openid", "profile", "email"));
        var later = new Consent(A.AccountId, Scopes("openid", "email", "phone"), Scopes("openid", "phone"));

        var both = first.Then(later);

        Assert.That(both.Shown.Scopes, Is.EquivalentTo(new[] { "openid", "profile", "email", "phone" }));
        Assert.That(both.Granted.Scopes, Is.EquivalentTo(new[] { "openid", "profile", "phone" }));
    }

    [Test]
    [Property("Case", "S17")]
    public void A_remembered_consent_counts_for_what_was_shown_and_no_more()
    {
        var remembered = new Consent(A.AccountId, OpenIdAndProfile, OpenIdAndProfile);

        Assert.That(Next(Foreign() with { Remembered = remembered }), Is.TypeOf<NextStep.Proceed>());
        Assert.That(Next(Foreign(("scope", "openid email")) with { Remembered = remembered }), Is.TypeOf<NextStep.AskConsent>());
        Assert.That(Next(Foreign(("claims", """{"userinfo":{"email":null}}""")) with { Remembered = remembered }), Is.TypeOf<NextStep.AskConsent>());
    }

    [Test]
    public void Somebody_who_left_out_a_scope_is_not_asked_again_and_it_stays_left_out()
    {
        var remembered = new Consent(A.AccountId, OpenIdAndProfile, new() { Scopes = ["openid"] });

        var step = (NextStep.Proceed)Next(Foreign() with { Remembered = remembered });

        Assert.That(step.Granted.Scopes, Is.EqualTo(new[] { "openid" }));
    }

    [Test]
    public void Prompt_consent_asks_whoever_was_asked_before()
    {
        var situation = Foreign(("prompt", "consent")) with { Remembered = new(A.AccountId, OpenIdAndProfile, OpenIdAndProfile) };

        Assert.That(Next(situation), Is.TypeOf<NextStep.AskConsent>());
        Assert.That(Next(A.Situation(("prompt", "consent"))), Is.TypeOf<NextStep.AskConsent>(), "an app of the house too");
        Assert.That(Next(situation with { Progress = Agreed(A.AccountId) }), Is.TypeOf<NextStep.Proceed>());
    }

    [Test]
    [Property("Case", "S13")]
    public void What_one_person_agreed_to_does_not_count_for_the_next()
    {
        Assert.That(Next(Foreign() with { Progress = Agreed(Guid.NewGuid()) }), Is.TypeOf<NextStep.AskConsent>());
        Assert.That(Next(Foreign() with { Remembered = Agreed(Guid.NewGuid()).Consent }), Is.TypeOf<NextStep.AskConsent>());
    }

    [Property("Case", "S17")]
    [TestCase("http://127.0.0.1:4321/cb", true)]
    [TestCase("com.example.app:/cb", true)]
    [TestCase("https://app.test/callback", false)]
    public void An_app_that_any_program_could_pretend_to_be_asks_every_time(string redirectUri, bool asks)
    {
        var situation = Foreign(("redirect_uri", redirectUri)) with
        {
            Client = A.PublicClient() with { ApplicationType = ApplicationType.Native },
            Remembered = Agreed(A.AccountId).Consent,
        };

        Assert.That(Next(situation) is NextStep.AskConsent, Is.EqualTo(asks));
        Assert.That(Next(situation with { Progress = Agreed(A.AccountId) }), Is.TypeOf<NextStep.Proceed>());
    }

    [Test]
    public void What_was_left_out_on_the_page_is_not_granted()
    {
        var progress = new Progress(A.Now) { Consent = new(A.AccountId, OpenIdAndProfile, new() { Scopes = ["openid"] }) };

        Assert.That(((NextStep.Proceed)Next(Foreign() with { Progress = progress })).Granted.Scopes, Is.EqualTo(new[] { "openid" }));
    }

    private static Situation Foreign(params (string, string?)[] changes)
    {
        var situation = A.Situation(changes);
        return situation with { Client = situation.Client with { FirstParty = false } };
    }

    private static Progress Agreed(Guid account) => new(A.Now) { Consent = new(account, OpenIdAndProfile, OpenIdAndProfile) };

    private static NextStep Next(Situation situation) => InteractionPolicy.Next(situation);

    private static Access Scopes(params string[] scopes) => new() { Scopes = scopes };
}
