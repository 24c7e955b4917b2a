namespace IdentityServer.Protocol.OpenId.Interactions.Checks;

internal static class FreshnessCheck
{
    // OpenID Connect Core §3.1.2.1, prompt=login and max_age
    public static NextStep? Step(Situation situation) =>
        situation.Proofs is [] ? new NextStep.SignIn() : null;
}
