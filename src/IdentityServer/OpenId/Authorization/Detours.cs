using IdentityServer.OpenId.Logos;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Protocol.OpenId.Interactions.Checks;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Shared.Languages;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Authorization;

/// <summary>Sends the person to the page where what is missing is done, and remembers the request meanwhile.</summary>
internal sealed class Detours(Journeys journeys, LogoCatalog logos)
{
    private static readonly string[] OfSeveralFactors = [AcrValues.PhishingResistantHardware, AcrValues.PhishingResistant, AcrValues.TwoFactors];

    public async Task<IResult> TakeAsync(HttpContext http, Journey journey, Verdict.Open open, CancellationToken cancellation)
    {
        var progress = journey.Progress ?? new(open.Situation.Now);
        if (open.Step is NextStep.StepUp)
            progress = progress with { StepUpWasOffered = true };

        // A pushed request comes without the parameter that the language is read from.
        if (Language.Wished(journey.Request.UiLocales) is { } language)
            LanguageCookie.Write(http, language);

        var start = Start(open.Situation, await logos.PathOfAsync(open.Situation.Client, cancellation));
        var handle = await journeys.RememberAsync(http, journey with { Progress = progress }, start, cancellation);
        return new SeeOther($"{PageOf(open.Step)}?interaction={handle}");
    }

    private static string PageOf(NextStep step) => step switch
    {
        NextStep.SignIn => "/sign-in",
        NextStep.CreateAccount => "/sign-up",
        NextStep.ChooseAccount => "/choose-account",
        NextStep.StepUp => "/step-up",
        NextStep.AskConsent => "/consent",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No page is for this step."),
    };

    private static InteractionStart Start(Situation situation, string? logo) => new(ResumeEndpoint.Path)
    {
        App = App(situation.Client, logo),
        LoginHint = situation.Request.LoginHint is { Length: <= 256 } hint ? hint : null,
        RequiresUserVerification = AcrDemand.Of(situation).All.Any(OfSeveralFactors.Contains),
    };

    private static InteractionApp App(Client client, string? logo) => new(client.Name ?? client.ClientId)
    {
        LogoPath = logo,
        PolicyUri = client.PolicyUri,
        TermsUri = client.TermsUri,
    };
}
