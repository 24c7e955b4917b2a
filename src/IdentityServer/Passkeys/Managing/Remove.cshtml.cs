using IdentityServer.Accounts;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys.Managing;

[Authorize(AccountPolicies.Settled)]
internal sealed class RemoveModel(
    PasskeyStore passkeys,
    AccountStore accounts,
    PasskeyRemoval removal,
    IStringLocalizer<PasskeyWords> text) : PasskeyPage(passkeys, accounts)
{
    public Passkey Passkey { get; private set; } = null!; // set before the page is shown

    [BindProperty]
    public bool EndSessions { get; set; } = true;

    public bool IsLast => Passkey.IsNeededBeside(Passkeys);

    public IReadOnlyList<string> Remaining => [.. Passkeys.Where(it => it.Id != Passkey.Id && it.Works).Select(it => it.Name)];

    public IActionResult OnGet(Guid id)
    {
        if (Own(id) is not { } passkey)
            return NotFound();

        Passkey = passkey;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Own(id) is not { } passkey)
            return NotFound();

        Passkey = passkey;
        // Asked once more where it is decided: another tab may have removed the other one meanwhile.
        if (!await removal.RemoveAsync(HttpContext, Session, [passkey], EndSessions, [], HttpContext.RequestAborted))
            return Page();

        this.TellOfWaysIn(text["Remove.Done", passkey.Name]);
        return Redirect("/account/passkeys");
    }
}
