using IdentityServer.Accounts;
using IdentityServer.Sessions.Proofs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Sessions.Privacy;

/// <summary>Says what goes and what stays; then the passkey decides, and everything ends at once.</summary>
[Authorize(AccountPolicies.NotOnHold)]
internal sealed class DeleteModel(AccountStore accounts, AccountDeletions deletions, CriticalActions critical, IStringLocalizer<PrivacyWords> text)
    : AccountPage(accounts)
{
    [BindProperty]
    public bool Sure { get; set; }

    /// <summary>Whoever operates this server alone cannot leave it.</summary>
    public bool IsNeeded { get; private set; }

    public int GraceDays => (int)deletions.Grace.TotalDays;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (IsNeeded)
            return Page();

        if (!Sure)
        {
            ModelState.AddModelError("", text["Delete.NotSure"]);
            return Page();
        }

        if (await critical.DemandAsync(HttpContext, new("account.delete", text["Delete.Sentence", Account.UserName])) is { } detour)
            return detour;

        var session = (await HttpContext.FindSessionAsync())!; // [Authorize] let nobody in without one
        if (await deletions.RequestAsync(session, cancellation) is not { } link)
            return RedirectToPage();

        HttpContext.ForgetSession();
        ClosedModel.Cookie.Keep(HttpContext, link.ToString());
        return Redirect(AccountDeletions.ClosedPath);
    }

    protected override async Task LoadAsync(CancellationToken cancellation) => IsNeeded = await deletions.IsLastAdministratorAsync(Account.Id, cancellation);
}
