using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Profile;

[Authorize(AccountPolicies.Change)]
internal sealed class TelephoneModel(AccountStore accounts, PhoneNumbers numbers, IStringLocalizer<ProfileWords> text) : AccountPage(accounts)
{
    [BindProperty]
    public string? Number { get; set; }

    public void OnGet() => Number = ClaimText.Find(Account.Claims, "phone_number");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await numbers.ChangeAsync(Account, SessionId, Number, cancellation) is { } fault)
        {
            ModelState.AddModelError(nameof(Number), text[fault]);
            return Page();
        }

        this.Tell(text["Phone.Saved"]);
        return Redirect("/account/profile");
    }
}
