using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Email;

internal sealed class EmailModel(
    AccountStore accounts, EmailChangeStore store, EmailChanges changes, IStringLocalizer<EmailWords> text) : AccountPage(accounts)
{
    /// <summary>A new address whose mailbox has not answered yet.</summary>
    public EmailChange? Waiting { get; private set; }

    public string Action => Account switch
    {
        { ProvenEmail: not null } => "Email.Change",
        { Email: not null } => "Email.Prove",
        _ => "Email.Add",
    };

    public async Task<IActionResult> OnPostCallOffAsync(CancellationToken cancellation)
    {
        if (Waiting is { } waiting && await changes.CallOffAsync(waiting, SessionId, cancellation))
            this.Tell(text["Email.CalledOff"]);
        return RedirectToPage();
    }

    protected override async Task LoadAsync(CancellationToken cancellation) => Waiting = await store.WaitingAsync(Account.Id, cancellation);
}
