using IdentityServer.Notifications;
using IdentityServer.Shared.Components;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Email;

[Authorize(AccountPolicies.Settled)]
internal sealed class ChangeEmailModel(AccountStore accounts, EmailChanges changes, IStringLocalizer<EmailWords> text) : AccountPage(accounts)
{
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>What another system brought along waits only for its proof.</summary>
    public void OnGet() => Email = Account.EmailConfirmed ? null : Account.Email;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Fault(out var address) is { } fault)
            return Refuse(fault);

        if (await changes.AskAsync(Account, SessionId, address!, cancellation) is { } refused)
        {
            TooManyRequests.For(refused)!.Announce(Response);
            return Refuse("Change.TooOften");
        }

        this.Tell(text["Change.Sent", address!]);
        return Redirect("/account/email");
    }

    private string? Fault(out MailboxAddress? address) =>
        !MailboxAddress.TryParse(Email?.Trim(), out address) || !AccountName.IsEmail(address.ToString()) ? "Change.Invalid"
        : AccountName.Normalize(address.ToString()) == AccountName.Normalize(Account.ProvenEmail) ? "Change.Same"
        : null;

    private PageResult Refuse(string word)
    {
        ModelState.AddModelError(nameof(Email), text[word]);
        return Page();
    }
}
