using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Interactions;

internal sealed class InteractionPolicyTests
{
    [Test]
    public void Somebody_who_is_signed_in_goes_straight_on() => Assert.That(Next(A.Situation()), Is.TypeOf<NextStep.Proceed>());

    [Test]
    [Property("Case", "S01")]
    public void Without_a_session_there_is_a_sign_in_or_an_error()
    {
        Assert.That(Next(A.Situation() with { Session = null }), Is.TypeOf<NextStep.SignIn>());
        Assert.That(Error(A.Situation(("prompt", "none")) with { Session = null }), Is.EqualTo("login_required"));
    }

    [Test]
    public void A_session_that_a_recovery_opened_opens_no_app()
    {
        var situation = A.Situation() with { Session = A.Session(Proofs.Recovery(A.Now)) };

        Assert.That(Next(situation), Is.TypeOf<NextStep.SignIn>());
    }

    [Test]
    public void Create_leads_to_an_account_even_from_a_session()
    {
        var situation = A.Situation(("prompt", "create"));

        Assert.That(Next(situation), Is.TypeOf<NextStep.CreateAccount>());
        Assert.That(Next(situation with { Session = null }), Is.TypeOf<NextStep.CreateAccount>());
        Assert.That(Next(situation.AfterSigningIn()), Is.TypeOf<NextStep.Proceed>());
    }

    [Test]
    public void Select_account_asks_once()
    {
        var situation = A.Situation(("prompt", "select_account"));

        Assert.That(Next(situation), Is.TypeOf<NextStep.ChooseAccount>());
        Assert.That(Next(situation with { Progress = new(A.Now) { ChosenAccount = A.AccountId } }), Is.TypeOf<NextStep.Proceed>());
        Assert.That(Next(situation.AfterSigningIn()), Is.TypeOf<NextStep.Proceed>());
    }

    [Test]
    [Property("Case", "S13")]
    public void A_choice_counts_for_the_chosen_account_only()
    {
        var situation = A.Situation(("prompt", "select_account")) with { Progress = new(A.Now) { ChosenAccount = Guid.NewGuid() } };

        Assert.That(Next(situation), Is.TypeOf<NextStep.ChooseAccount>());
    }

    [Test]
    [Property("Case", "SU-15")]
    public void A_login_hint_for_somebody_else_lets_the_person_choose()
    {
        var situation = A.Situation(("login_hint", "bob@id.test")) with { LoginHintFits = false };

        Assert.That(Next(situation), Is.TypeOf<NextStep.ChooseAccount>());
        Assert.That(Next(situation with { Progress = new(A.Now) { ChosenAccount = A.AccountId } }), Is.TypeOf<NextStep.Proceed>());
        Assert.That(Error(A.Situation(("prompt", "none")) with { LoginHintFits = false }), Is.EqualTo("login_required"));
    }

    [Test]
    [Property("Case", "S03")]
    [Property("Case", "S07")]
    public void A_hint_for_another_subject_never_yields_a_code_for_this_one()
    {
        var situation = A.Situation() with { HintedSubject = "bob" };

        Assert.That(Next(situation), Is.TypeOf<NextStep.SignIn>());
        Assert.That(Error(situation.AfterSigningIn()), Is.EqualTo("login_required"));
        Assert.That(Error(A.Situation(("prompt", "none")) with { HintedSubject = "bob" }), Is.EqualTo("login_required"));
    }

    [Test]
    public void A_hint_for_this_subject_changes_nothing() =>
        Assert.That(Next(A.Situation(("prompt", "none")) with { HintedSubject = "alice" }), Is.TypeOf<NextStep.Proceed>());

    [Property("Case", "A17")]
    [TestCase("""{"id_token":{"sub":{"value":"bob"}}}""", false)]
    [TestCase("""{"id_token":{"sub":{"value":"ALICE"}}}""", false)]
    [TestCase("""{"id_token":{"sub":{"value":"alice"}}}""", true)]
    [TestCase("""{"id_token":{"sub":{"values":["bob","alice"]}}}""", true)]
    [TestCase("""{"id_token":{"sub":{"essential":true}}}""", true)]
    public void A_subject_demanded_by_claims_is_answered_or_nobody(string claims, bool proceeds)
    {
        Assert.That(Next(A.Situation(("claims", claims))) is NextStep.Proceed, Is.EqualTo(proceeds));
        Assert.That(Error(A.Situation(("claims", claims)).AfterSigningIn()), Is.EqualTo(proceeds ? null : "login_required"));
    }

    private static NextStep Next(Situation situation) => InteractionPolicy.Next(situation);

    private static string? Error(Situation situation) => (Next(situation) as NextStep.Impossible)?.Error.Code;
}
