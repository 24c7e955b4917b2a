using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Protocol.WebAuthn.Authenticators;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys.Managing;

internal sealed class RenameModel(
    PasskeyStore passkeys,
    AccountStore accounts,
    IHotTables tables,
    AuditTrail audit,
    IStringLocalizer<PasskeyWords> text) : PasskeyPage(passkeys, accounts)
{
    public Passkey Passkey { get; private set; } = null!; // set before the page is shown

    [BindProperty]
    public string Name { get; set; } = "";

    public IActionResult OnGet(Guid id)
    {
        if (Own(id) is not { } passkey)
            return NotFound();

        (Passkey, Name) = (passkey, passkey.Name);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Own(id) is not { } passkey)
            return NotFound();

        Passkey = passkey;
        if (!PasskeyName.TryRead(Name, out var name))
        {
            ModelState.AddModelError(nameof(Name), text["Rename.Invalid"]);
            return Page();
        }

        var unit = new Unit();
        PasskeyStore.Rename(unit, passkey, name, PasskeyName.KeyOf(name));
        audit.Add(unit, new(PasskeyEvents.Renamed, Actor.User(Account.Id)) { Session = Session.Id });
        switch (await tables.WriteAsync(unit, CancellationToken.None))
        {
            case UnitOutcome.Conflict:
                ModelState.AddModelError(nameof(Name), text["Rename.Taken"]);
                return Page();
            case UnitOutcome.Missed:
                return NotFound();
            default:
                this.Tell(text["Rename.Done", name]);
                return Redirect("/account/passkeys");
        }
    }
}
