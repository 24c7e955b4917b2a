using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys.Passwords.SwitchOff;

/// <summary>Somebody gives up their password, after they have read what stays; and for a day takes that back.</summary>
[Authorize(AccountPolicies.Fresh)]
internal sealed class TurnOffModel(
    AccountStore accounts, LegacyPasswordStore passwords, SwitchOffReadinessCheck check, PasswordSwitch passwordSwitch, IStringLocalizer<PasskeyWords> text)
    : AccountPage(accounts)
{
    public LegacyPassword Password { get; private set; } = null!; // set before the page is shown

    public SwitchOffReadiness Readiness { get; private set; } = null!; // set before the page is shown

    public bool MayUndo => passwordSwitch.MayUndo(Password);

    public DateTimeOffset? ErasedAt => Password.SwitchedOffAt + LegacyPassword.Grace;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) ? Page() : Redirect("/account/security");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await passwordSwitch.OffAsync(Account, PasswordEnd.Person, Actor.User(Account.Id), cancellation))
            this.TellOfWaysIn(text["TurnOff.Done"]);
        return Redirect("/account/security");
    }

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancellation)
    {
        if (await passwordSwitch.UndoAsync(Account.Id, cancellation))
            this.TellOfWaysIn(text["TurnOff.Undone"]);
        return Redirect("/account/security/password");
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await passwords.FindAsync(Account.Id, cancellation) is not { } password)
            return false;

        (Password, Readiness) = (password, await check.OfAsync(Account, cancellation));
        return true;
    }
}
