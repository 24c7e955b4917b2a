using IdentityServer.Accounts;
using IdentityServer.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.OpenId.AccountChoice;

/// <summary>Go on as who is signed in here, or as somebody else: an app asked, or named another person.</summary>
internal sealed class ChooseAccountModel(Journeys journeys, AuthorizationFlow flow, AuthorizationAnswers answers, AccountStore accounts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Interaction { get; set; }

    public InteractionApp App { get; private set; } = null!; // set before the page is rendered

    public AccountFacts Person { get; private set; } = null!; // set before the page is rendered

    public string? Cancel { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await journeys.FindAsync(HttpContext, Interaction, cancellation) is not { Interaction: { } interaction } journey)
            return answers.Over();

        if (await flow.JudgeAsync(HttpContext, journey, cancellation) is not Verdict.Open { Step: NextStep.ChooseAccount, Situation.Session: { } session } open
            || await accounts.FindAsync(session.AccountId, cancellation) is not { } person)
            return ResultAction.SeeOther(interaction.Continue);

        ResponsePolicy.Of(HttpContext).AllowFormTarget(new(open.Address.RedirectUri));
        (App, Person, Cancel) = (interaction.App!, person, interaction.Cancel); // journeys through our pages name their app
        return Page();
    }

    /// <summary>As the person who is signed in now: the form's antiforgery token belongs to them.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await journeys.FindAsync(HttpContext, Interaction, cancellation) is not { Interaction: { } interaction } journey)
            return answers.Over();

        if (await flow.JudgeAsync(HttpContext, journey, cancellation) is not Verdict.Open { Step: NextStep.ChooseAccount, Situation.Session: { } session })
            return ResultAction.SeeOther(interaction.Continue);

        var progress = journey.Progress! with { ChosenAccount = session.AccountId };
        return new ResultAction(await flow.GoOnAsync(HttpContext, journey with { Progress = progress }, cancellation));
    }
}
