using IdentityServer.Accounts;
using IdentityServer.Accounts.Codes;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Managing;

internal sealed class CreatedModel(PasskeyStore passkeys, AccountStore accounts, RecoveryCodes codes) : PasskeyPage(passkeys, accounts)
{
    public Passkey Passkey { get; private set; } = null!; // set before the page is shown

    public bool IsTheOnlyOne => Passkeys.Count(it => it.CountsInFull) < 2;

    /// <summary>The other way back in, for whoever has no second device at hand.</summary>
    public bool LacksCodes { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (Own(id) is not { } passkey)
            return NotFound();

        Passkey = passkey;
        LacksCodes = !(await codes.SheetOfAsync(Account.Id, cancellation)).Unused.Any();
        return Page();
    }
}
