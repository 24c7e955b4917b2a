namespace IdentityServer.Protocol.OpenId.Interactions.Checks;

internal static class CreateAccountCheck
{
    // Initiating User Registration 1.0 §4: whoever just made an account, or signed in instead, has done so.
    public static NextStep? Step(Situation situation) =>
        situation.Request.Asks("create") && !situation.HasFreshProof ? new NextStep.CreateAccount() : null;
}
