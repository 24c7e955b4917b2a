using IdentityServer.Accounts;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Sessions.Proofs;
using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Managing;

/// <summary>
/// S1-38: the passkey that somebody has just signed up with works, and an app waits for them. Offered this once, because the app may be the
/// last they see of us; whoever goes nowhere finds the same on the page of their passkeys.
/// </summary>
internal sealed class AnotherModel(
    PasskeyStore passkeys, AccountStore accounts, InteractionStore interactions, CeremonyFunnel funnel, OpenWindows windows) : PasskeyPage(passkeys, accounts)
{
    private const string Path = "/account/passkeys/another";

    /// <summary>Where the sign-in would have led.</summary>
    public string Next { get; private set; } = "/account/passkeys";

    public string? App { get; private set; }

    /// <summary>Whoever came with a password alone proves themselves with the new passkey first.</summary>
    public bool MayCreate { get; private set; }

    public bool StaysOnOneDevice => PasskeySafetyPolicy.Of(Passkeys) is PasskeySafety.OneDevice;

    /// <summary>Past the offer to the app, where there is one.</summary>
    public static string Before(Interaction interaction) => interaction.App is null ? interaction.Continue : $"{Path}?interaction={interaction.Handle}";

    public async Task<IActionResult> OnGetAsync(string? interaction, CancellationToken cancellation)
    {
        var journey = await interactions.FindAsync(HttpContext, interaction, cancellation);
        Next = journey?.Continue ?? Next;
        if (PasskeySafetyPolicy.Of(Passkeys) is not (PasskeySafety.One or PasskeySafety.OneDevice))
            return Redirect(Next);

        App = journey?.App?.Name;
        MayCreate = windows.Has(HttpContext, Session, ActionClass.B);
        funnel.PageShown(HttpContext, CeremonyKind.Register);
        funnel.Offered(PasskeyOrigin.Settings, "offered");
        return Page();
    }
}
