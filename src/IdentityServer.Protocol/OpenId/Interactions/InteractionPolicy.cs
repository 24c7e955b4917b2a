using IdentityServer.Protocol.OpenId.Interactions.Checks;

namespace IdentityServer.Protocol.OpenId.Interactions;

/// <summary>
/// Decides what a person has to do next. It is asked again after every step, always about the same stored request, until
/// the answer is to proceed.
/// </summary>
internal static class InteractionPolicy
{
    private static readonly IReadOnlyList<Func<Situation, NextStep?>> InOrder =
    [
        CreateAccountCheck.Step,
        SignInCheck.Step,
        AccountChoiceCheck.Step,
        DemandedSubjectCheck.Step,
        FreshnessCheck.Step,
        AcrCheck.Step,
        ConsentCheck.Step,
    ];

    public static NextStep Next(Situation situation)
    {
        var step = FirstStep(situation) ?? new NextStep.Proceed(AcrCheck.Proof(situation), ConsentCheck.Granted(situation));
        return situation.Request.Asks("none") ? WithoutPages(step) : step;
    }

    private static NextStep? FirstStep(Situation situation)
    {
        foreach (var check in InOrder)
            if (check(situation) is { } step)
                return step;

        return null;
    }

    // OpenID Connect Core §3.1.2.6
    private static NextStep WithoutPages(NextStep step) => step switch
    {
        NextStep.SignIn or NextStep.ChooseAccount => new NextStep.Impossible(ProtocolError.LoginRequired("the person has to sign in")),
        NextStep.StepUp => new NextStep.Impossible(ProtocolError.InteractionRequired("the person has to prove themselves once more")),
        NextStep.AskConsent => new NextStep.Impossible(ProtocolError.ConsentRequired("the person has to agree")),
        _ => step,
    };
}
