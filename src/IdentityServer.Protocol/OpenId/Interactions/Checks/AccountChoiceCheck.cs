namespace IdentityServer.Protocol.OpenId.Interactions.Checks;

internal static class AccountChoiceCheck
{
    // A login_hint proves nothing, but an app that names somebody must not silently get somebody else.
    public static NextStep? Step(Situation situation) =>
        (situation.Request.Asks("select_account") || !situation.LoginHintFits) && !WasChosen(situation)
            ? new NextStep.ChooseAccount() : null;

    private static bool WasChosen(Situation situation) =>
        situation.HasFreshProof || situation.Progress?.ChosenAccount == situation.Session!.AccountId;
}
