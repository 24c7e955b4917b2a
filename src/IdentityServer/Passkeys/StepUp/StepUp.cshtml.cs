using IdentityServer.Accounts.Authenticator;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Sessions.Proofs;
using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.StepUp;

/// <summary>Asks for the passkey once more; where to go on is remembered in the interaction.</summary>
[Authorize]
internal sealed class StepUpModel(InteractionStore interactions, ConfirmerCheck confirmers, AuthenticatorAppStore apps, IOptions<PasswordOptions> passwords, CeremonyFunnel funnel) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Interaction { get; set; }

    /// <summary>The one that shall answer, where any will not do.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Passkey { get; set; }

    /// <summary>Back to the app that asked, or to where most people came from.</summary>
    public string Cancel { get; private set; } = "/account/passkeys";

    /// <summary>What the proof is for; null where an app asks for it.</summary>
    public ProofRequest? Asked { get; private set; }

    public string? App { get; private set; }

    /// <summary>Without one that can confirm now this page leads to making one, to waiting, or to recovery.</summary>
    public Confirmers Confirmers { get; private set; } = null!; // set before the page is shown

    /// <summary>SU-33: the way of those who have none yet. Nothing critical is open to them.</summary>
    public bool PasswordHelps { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var interaction = await interactions.FindAsync(HttpContext, Interaction, cancellation);
        Cancel = interaction?.Cancel ?? Cancel;
        Asked = ProofRequest.Of(interaction);
        App = interaction?.App?.Name;

        var session = (await HttpContext.FindSessionAsync())!; // [Authorize] let nobody in without one
        Confirmers = await confirmers.OfAsync(session, Asked, cancellation);
        PasswordHelps = passwords.Value.Enabled && Asked?.Action switch
        {
            ActionClass.A => false,
            ActionClass.C when !passwords.Value.RequireSecondFactor => true,
            // An app that asks comes here only where the account can reach what it asks for.
            _ => await apps.FindAsync(session.AccountId, cancellation) is { IsActive: true },
        };
        funnel.PageShown(HttpContext, CeremonyKind.StepUp);
    }
}
