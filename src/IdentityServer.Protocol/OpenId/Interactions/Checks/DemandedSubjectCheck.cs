namespace IdentityServer.Protocol.OpenId.Interactions.Checks;

internal static class DemandedSubjectCheck
{
    // OpenID Connect Core §3.1.2.1: another person may sign in instead, but their tokens are not for this request.
    public static NextStep? Step(Situation situation)
    {
        if (situation.IsForSubject(situation.Session!.Subject))
            return null;

        return situation.HasFreshProof
            ? new NextStep.Impossible(ProtocolError.LoginRequired("another person signed in than the one asked for"))
            : new NextStep.SignIn();
    }
}
