using IdentityServer.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Managing;

internal sealed class CreatedModel(PasskeyStore passkeys, AccountStore accounts) : PasskeyPage(passkeys, accounts)
{
    public Passkey Passkey { get; private set; } = null!; // set before the page is shown

    public IActionResult OnGet(Guid id)
    {
        if (Own(id) is not { } passkey)
            return NotFound();

        Passkey = passkey;
        return Page();
    }
}
