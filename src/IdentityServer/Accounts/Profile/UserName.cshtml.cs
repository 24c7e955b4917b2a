using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Profile;

/// <summary>One signs in with it, and apps call people by it.</summary>
[Authorize(AccountPolicies.Change)]
internal sealed class UserNameModel(AccountStore accounts, UserNames names, IStringLocalizer<ProfileWords> text) : AccountPage(accounts)
{
    [BindProperty]
    public string? UserName { get; set; }

    public void OnGet() => UserName = Account.UserName;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await names.ChangeAsync(Account, SessionId, UserName, cancellation) is { } fault)
        {
            ModelState.AddModelError(nameof(UserName), text[fault]);
            return Page();
        }

        // That page tells the password manager what its passkeys are called now.
        this.Tell(text["UserName.Saved"]);
        return Redirect("/account/passkeys");
    }
}
