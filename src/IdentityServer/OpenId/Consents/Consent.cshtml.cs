using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.OpenId.Authorization;
using IdentityServer.OpenId.Logos;
using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdentityServer.OpenId.Consents;

/// <summary>Asks the person whether the app may have what it wants. What they answer is about what this page showed, and no more.</summary>
internal sealed class ConsentModel(
    Journeys journeys, AuthorizationFlow flow, AuthorizationAnswers answers, ProviderSource providers, LogoCatalog logos, AccountStore accounts, IStringLocalizer<OpenIdWords> text) : PageModel
{
    private const string Allow = "allow";

    [BindProperty(SupportsGet = true)]
    public string? Interaction { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public List<string> Shown { get; set; } = [];

    [BindProperty]
    public List<string> Scopes { get; set; } = [];

    [BindProperty]
    public bool SingleClaims { get; set; }

    public Client Client { get; private set; } = null!; // set before the page is rendered

    public string? Logo { get; private set; }

    public string Person { get; private set; } = "";

    public string Destination { get; private set; } = "";

    public IReadOnlyList<ConsentItem> Items { get; private set; } = [];

    public string? Claims { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await journeys.FindAsync(HttpContext, Interaction, cancellation) is not { Interaction: { } interaction } journey)
            return answers.Over();

        if (await flow.JudgeAsync(HttpContext, journey, cancellation) is not Verdict.Open { Step: NextStep.AskConsent } open)
            return ResultAction.SeeOther(interaction.Continue);

        await ShowAsync(open, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await journeys.FindAsync(HttpContext, Interaction, cancellation) is not { Interaction: { } interaction } journey)
            return answers.Over();

        // Consent is the last thing asked: whatever else is missing again by now comes before it.
        if (await flow.JudgeAsync(HttpContext, journey, cancellation) is not Verdict.Open { Step: NextStep.AskConsent, Situation: { Session: { } session } situation } open)
            return ResultAction.SeeOther(interaction.Continue);

        ResponsePolicy.Of(HttpContext).AllowFormTarget(new(open.Address.RedirectUri));
        var shown = situation.Asked with { Scopes = [.. situation.Asked.Scopes.Intersect(Shown)] };
        var granted = new ConsentChoice(Scopes, SingleClaims).Of(shown, (await providers.CurrentAsync(cancellation)).Catalog);
        if (Answer is not Allow || granted.Scopes is [])
            return new ResultAction(await answers.RefuseAsync(journey, open.Address, ProtocolError.AccessDenied("the person did not agree"), Denied(situation)));

        var consent = new Consent(session.AccountId, shown, granted);
        return new ResultAction(await flow.GoOnAsync(HttpContext, journey with { Progress = journey.Progress! with { Consent = consent } }, cancellation));
    }

    private async Task ShowAsync(Verdict.Open open, CancellationToken cancellation)
    {
        var asked = open.Situation.Asked;
        ResponsePolicy.Of(HttpContext).AllowFormTarget(new(open.Address.RedirectUri));
        Client = open.Situation.Client;
        Logo = await logos.PathOfAsync(Client, cancellation);
        Person = (await accounts.FindAsync(open.Situation.Session!.AccountId, cancellation))?.ShownName ?? ""; // or there was nobody to ask
        Destination = RegisteredUri.HostOf(open.Address.RedirectUri) is { Length: > 0 } host ? host : open.Address.RedirectUri.Split(':')[0];
        Items = ConsentItem.Of(asked, (await providers.CurrentAsync(cancellation)).Catalog, text);
        Claims = ConsentItem.Claims(asked, text);
        Scopes = [.. asked.Scopes];
    }

    private static AuditEntry Denied(Situation situation) => new(OpenIdEvents.ConsentDenied, Actor.User(situation.Session!.AccountId))
    {
        ClientId = situation.Client.ClientId,
    };
}
