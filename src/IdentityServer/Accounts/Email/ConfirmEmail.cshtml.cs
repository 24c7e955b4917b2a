using IdentityServer.Accounts.Holds;
using IdentityServer.Data;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Email;

/// <summary>
/// The mailbox answers; only the button acts. It asks for the account's own session: whoever presses it for somebody else's
/// account would give that account an address that apps take for theirs.
/// </summary>
internal sealed class ConfirmEmailModel(
    AccountStore accounts, EmailChangeStore store, EmailChanges changes, HoldStore holds, IStringLocalizer<EmailWords> text) : AccountPage(accounts)
{
    public EmailChange? Change { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Change is not { } change)
            return Page();

        if (await holds.EndOfAsync(Account.Id, cancellation) is not null)
            return Redirect("/account/on-hold");

        switch (await changes.ConfirmAsync(change, SessionId, cancellation))
        {
            case UnitOutcome.Committed:
                EmailLinkModel.Cookie.Forget(HttpContext);
                this.TellOfWaysIn(text["Confirm.Done", change.NewEmail]);
                return Redirect("/account/email");
            case UnitOutcome.Conflict:
                ModelState.AddModelError("", text["Confirm.Taken"]);
                return Page();
            default:
                return RedirectToPage();
        }
    }

    protected override async Task LoadAsync(CancellationToken cancellation) =>
        Change = await store.FindAsync(EmailLinkModel.Cookie.Read(HttpContext), Account.Id, cancellation);
}
