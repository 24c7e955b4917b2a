using IdentityServer.Accounts;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Managing;

/// <summary>UX-28: the passkey somebody just signed in with has no copy any more. Told once, on the way to wherever they were going.</summary>
internal sealed class BackupLostModel(PasskeyStore passkeys, AccountStore accounts, InteractionStore interactions) : PasskeyPage(passkeys, accounts)
{
    public const string Path = "/account/passkeys/backup-lost";

    /// <summary>Where the sign-in would have led.</summary>
    public string Next { get; private set; } = "/account/passkeys";

    public string Name { get; private set; } = "";

    public bool HasAnother => PasskeySafetyPolicy.Of(Passkeys) is PasskeySafety.Prepared;

    public async Task<IActionResult> OnGetAsync(string? interaction, CancellationToken cancellation)
    {
        Next = (await interactions.FindAsync(HttpContext, interaction, cancellation))?.Continue ?? Next;
        if (Session.LatestEvent.PasskeyId is not { } used || Own(used) is not { BackupEligible: true, BackedUp: false, Name: var name })
            return Redirect(Next);

        Name = name;
        return Page();
    }
}
