using IdentityServer.Accounts;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys.Managing;

internal sealed class RemoveModel(
    PasskeyStore passkeys,
    AccountStore accounts,
    PasskeyRemoval removal,
    InteractionStore interactions,
    IStringLocalizer<PasskeyWords> text) : PasskeyPage(passkeys, accounts)
{
    public Passkey Passkey { get; private set; } = null!; // set before the page is shown

    [BindProperty]
    public bool EndSessions { get; set; } = true;

    public bool IsLast => !Passkeys.Any(it => it.Id != Passkey.Id && it.SuspendedAt is null);

    public IEnumerable<string> Remaining => Passkeys.Where(it => it.Id != Passkey.Id).Select(it => it.Name);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (Own(id) is not { } passkey)
            return NotFound();

        Passkey = passkey;
        return removal.IsOpen(Session) ? Page() : await DetourAsync();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Own(id) is not { } passkey)
            return NotFound();

        Passkey = passkey;
        if (!removal.IsOpen(Session))
            return await DetourAsync();

        // Asked once more where it is decided: another tab may have removed the other one meanwhile.
        if (!await removal.RemoveAsync(HttpContext, Session, [passkey], it => EndSessions && PasskeyRemoval.WasOpenedBy(it, passkey), HttpContext.RequestAborted))
            return Page();

        this.Tell(text["Remove.Done", passkey.Name]);
        return Redirect("/account/passkeys");
    }

    private async Task<IActionResult> DetourAsync() =>
        Redirect(await interactions.BeginAsync(HttpContext, $"/account/passkeys/{Passkey.Id}/remove"));
}
