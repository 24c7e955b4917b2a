using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Interactions;

internal sealed class AcrTests
{
    private const string EssentialHardware = """{"id_token":{"acr":{"essential":true,"values":["phrh"]}}}""";

    [Test]
    [Property("Case", "A18")]
    [Property("Case", "SU-11")]
    public void A_demand_that_the_account_cannot_meet_is_an_error() =>
        Assert.That(Error(A.Situation(("claims", EssentialHardware))), Is.EqualTo("unmet_authentication_requirements"));

    [Test]
    [Property("Case", "A18")]
    public void A_demand_that_the_account_can_meet_is_a_step_up()
    {
        var situation = WithHardware(A.Situation(("claims", EssentialHardware)));

        Assert.That(Next(situation), Is.TypeOf<NextStep.StepUp>());
        Assert.That(Proof(situation.AfterSigningIn(Proofs.HardwarePasskey)).ToldAcr, Is.EqualTo("phrh"));
    }

    [Test]
    public void A_demand_is_repeated_however_often_it_was_offered()
    {
        var situation = WithHardware(A.Situation(("claims", EssentialHardware))).AfterSigningIn();

        Assert.That(Next(situation with { Progress = situation.Progress! with { StepUpWasOffered = true } }), Is.TypeOf<NextStep.StepUp>());
    }

    [Test]
    [Property("Case", "S01")]
    [Property("Case", "SU-14")]
    public void Without_pages_a_step_up_is_an_error() =>
        Assert.That(Error(WithHardware(A.Situation(("claims", EssentialHardware), ("prompt", "none")))), Is.EqualTo("interaction_required"));

    [Test]
    public void A_demand_of_the_operator_counts_like_one_of_the_app()
    {
        var situation = A.Situation();
        var strict = situation with { Client = situation.Client with { MinimumAcr = "phrh" } };

        Assert.That(Error(strict), Is.EqualTo("unmet_authentication_requirements"));
        Assert.That(Next(WithHardware(strict)), Is.TypeOf<NextStep.StepUp>());
    }

    [Test]
    public void Demands_that_different_proofs_meet_need_one_proof_that_meets_both()
    {
        var situation = A.Situation(("claims", """{"id_token":{"acr":{"essential":true,"value":"phr"}}}""")) with
        {
            Client = A.Client() with { FirstParty = true, MinimumAcr = "urn:idp:loa:2" },
            Session = A.Session(
                new IdentityServer.Protocol.OpenId.Assurance.Authentication(A.Now, "phr", ["pop", "user"]),
                IdentityServer.Protocol.OpenId.Assurance.AuthenticationPolicy.PasswordAndCode(A.Now)) with
            { Reachable = ["phr", "urn:idp:loa:2"] },
        };

        Assert.That(Next(situation), Is.TypeOf<NextStep.StepUp>());
    }

    [Test]
    [Property("Case", "SU-10")]
    public void A_wish_that_the_account_can_meet_is_a_step_up_offered_once()
    {
        var situation = WithHardware(A.Situation(("acr_values", "phrh phr")));

        Assert.That(Next(situation), Is.TypeOf<NextStep.StepUp>());
        Assert.That(Proof(situation with { Progress = new(A.Now) { StepUpWasOffered = true } }).ToldAcr, Is.EqualTo("phr"));
    }

    [Property("Case", "SU-10")]
    [TestCase("phrh")]
    [TestCase("1 2")]
    [TestCase("0")]
    public void A_wish_that_the_account_cannot_meet_is_answered_with_what_there_is(string wishes) =>
        Assert.That(Proof(A.Situation(("acr_values", wishes))).ToldAcr, Is.EqualTo("phr"));

    [Property("Case", "SU-10")]
    [TestCase("phrh phr", "phr")]
    [TestCase("urn:idp:loa:1", "urn:idp:loa:1")]
    [TestCase("1 urn:idp:loa:2", "urn:idp:loa:2")]
    public void A_proof_is_told_under_the_name_that_was_asked_for(string wishes, string acr) =>
        Assert.That(Proof(A.Situation(("acr_values", wishes))).ToldAcr, Is.EqualTo(acr));

    [TestCase("phr", "phr")]
    [TestCase("phrh", "phr")]
    [TestCase(null, "phr")]
    [TestCase("urn:idp:loa:1", "urn:idp:loa:1")]
    [Property("Case", "SU-10")]
    public void A_minimum_below_the_wish_does_not_lower_what_is_told(string? wish, string told)
    {
        var situation = A.Situation(("acr_values", wish));
        var proof = Proof(situation with { Client = situation.Client with { MinimumAcr = "urn:idp:loa:2" } });

        Assert.That((proof.ToldAcr, proof.Acr), Is.EqualTo((told, "phr")));
    }

    [Test]
    public void Wishes_of_the_client_count_where_the_request_has_none()
    {
        var situation = A.Situation();
        var client = situation.Client with { DefaultAcrValues = ["urn:idp:loa:1"] };

        Assert.That(Proof(situation with { Client = client }).ToldAcr, Is.EqualTo("urn:idp:loa:1"));
        Assert.That(Proof(A.Situation(("acr_values", "phr")) with { Client = client }).ToldAcr, Is.EqualTo("phr"));
    }

    [Test]
    [Property("Case", "SU-05")]
    public void The_proof_that_satisfied_the_request_is_told_and_no_mixture()
    {
        var session = A.Session(Proofs.HardwarePasskey(A.Now.AddHours(-1)), Proofs.Password(A.Now.AddMinutes(-1)));

        var strong = Proof(A.Situation(("acr_values", "phrh")) with { Session = session });
        var latest = Proof(A.Situation() with { Session = session });

        Assert.That((strong.Acr, strong.At), Is.EqualTo(("phrh", A.Now.AddHours(-1))));
        Assert.That((latest.Acr, latest.At), Is.EqualTo(("urn:idp:loa:1", A.Now.AddMinutes(-1))));
    }

    [Test]
    public void An_old_strong_proof_does_not_make_a_recent_weak_one_strong()
    {
        var session = A.Session(Proofs.Passkey(A.Now.AddHours(-1)), Proofs.Password(A.Now.AddMinutes(-1)));
        var situation = A.Situation(("acr_values", "phr"), ("max_age", "300")) with { Session = session };

        Assert.That(Next(situation), Is.TypeOf<NextStep.StepUp>());
    }

    private static Situation WithHardware(Situation situation) => situation with { Session = situation.Session! with { Reachable = ["phrh", "phr"] } };

    private static NextStep Next(Situation situation) => InteractionPolicy.Next(situation);

    private static Protocol.OpenId.Assurance.Authentication Proof(Situation situation) => ((NextStep.Proceed)Next(situation)).Proof;

    private static string? Error(Situation situation) => (Next(situation) as NextStep.Impossible)?.Error.Code;
}
