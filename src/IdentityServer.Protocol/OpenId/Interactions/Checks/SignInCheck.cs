namespace IdentityServer.Protocol.OpenId.Interactions.Checks;

internal static class SignInCheck
{
    // A session that only a recovery opened is none to an app.
    public static NextStep? Step(Situation situation) =>
        situation.Session?.Authentications.Any(proof => proof.Acr is not null) is true
            ? null : new NextStep.SignIn();
}
