using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Interactions;

internal sealed class FreshnessTests
{
    [Test]
    [Property("Case", "S02")]
    [Property("Case", "SU-13")]
    public void Prompt_login_is_satisfied_by_a_sign_in_after_the_request_and_by_nothing_else()
    {
        var situation = A.Situation(("prompt", "login"));

        Assert.That(Next(situation), Is.TypeOf<NextStep.SignIn>());
        Assert.That(Next(situation with { Progress = new(A.Now) }), Is.TypeOf<NextStep.SignIn>(), "coming back without having signed in");
        Assert.That(Next(situation.AfterSigningIn()), Is.TypeOf<NextStep.Proceed>());
    }

    [Test]
    public void A_recovery_does_not_satisfy_prompt_login() =>
        Assert.That(Next(A.Situation(("prompt", "login")).AfterSigningIn(Proofs.Recovery)), Is.TypeOf<NextStep.SignIn>());

    [Test]
    public void The_tokens_tell_of_the_new_proof()
    {
        var step = (NextStep.Proceed)Next(A.Situation(("prompt", "login")).AfterSigningIn());

        Assert.That(step.Proof.At, Is.GreaterThan(A.Now));
    }

    [Property("Case", "A15")]
    [Property("Case", "SU-12")]
    [TestCase(0)]
    public void A_max_age_of_nothing_demands_a_sign_in(int maxAge)
    {
        var situation = A.Situation(("max_age", $"{maxAge}")) with { Session = A.Session(Proofs.Passkey(A.Now)) };

        Assert.That(Next(situation), Is.TypeOf<NextStep.SignIn>());
        Assert.That(Next(situation.AfterSigningIn()), Is.TypeOf<NextStep.Proceed>());
    }

    [Property("Case", "S04")]
    [Property("Case", "SU-12")]
    [TestCase(599, false)]
    [TestCase(600, true)]
    [TestCase(10_000, true)]
    public void An_age_is_counted_in_whole_seconds_since_the_proof(int maxAge, bool recent) =>
        Assert.That(Next(A.Situation(("max_age", $"{maxAge}"))) is NextStep.Proceed, Is.EqualTo(recent));

    [Test]
    public void Fractions_of_a_second_do_not_age_a_proof()
    {
        var proof = Proofs.Passkey(new(2026, 1, 15, 8, 59, 58, 100, TimeSpan.Zero));
        var situation = A.Situation(("max_age", "2")) with { Session = A.Session(proof) };

        Assert.That(Next(situation), Is.TypeOf<NextStep.Proceed>(), "9:00:00.5 is two of the app's seconds after 8:59:58.1");
    }

    [Test]
    public void A_proof_of_this_request_stays_good_while_the_person_reads_the_consent_page()
    {
        var situation = A.Situation(("max_age", "1")).AfterSigningIn();

        Assert.That(Next(situation with { Now = A.Now.AddMinutes(10) }), Is.TypeOf<NextStep.Proceed>());
    }

    [Test]
    public void The_clients_own_limit_counts_where_the_request_names_none()
    {
        var situation = A.Situation();
        var client = situation.Client with { DefaultMaxAge = 60 };

        Assert.That(Next(situation with { Client = client }), Is.TypeOf<NextStep.SignIn>());
        Assert.That(Next(A.Situation(("max_age", "6000")) with { Client = client }), Is.TypeOf<NextStep.Proceed>());
    }

    [Test]
    public void A_client_that_always_asks_again_cannot_be_talked_out_of_it_by_the_request()
    {
        var situation = A.Situation(("max_age", "6000")) with { Session = A.Session(Proofs.Passkey(A.Now)) };
        var strict = situation with { Client = situation.Client with { RequireReauthentication = true } };

        Assert.That(Next(situation), Is.TypeOf<NextStep.Proceed>());
        Assert.That(Next(strict), Is.TypeOf<NextStep.SignIn>());
        Assert.That(Next(strict.AfterSigningIn()), Is.TypeOf<NextStep.Proceed>());
        Assert.That((Next(strict with { Request = A.Situation(("prompt", "none")).Request }) as NextStep.Impossible)?.Error.Code, Is.EqualTo("login_required"));
    }

    [TestCase("max_age", "60"), TestCase("max_age", "0")]
    [Property("Case", "SU-14")]
    public void Without_pages_an_old_proof_is_an_error(string parameter, string value)
    {
        var step = Next(A.Situation(("prompt", "none"), (parameter, value)));

        Assert.That((step as NextStep.Impossible)?.Error.Code, Is.EqualTo("login_required"));
    }

    [Test]
    public void A_clock_that_went_back_makes_no_proof_old() =>
        Assert.That(Next(A.Situation(("max_age", "1")) with { Now = A.Now.AddMinutes(-15) }), Is.TypeOf<NextStep.Proceed>());

    private static NextStep Next(Situation situation) => InteractionPolicy.Next(situation);
}
