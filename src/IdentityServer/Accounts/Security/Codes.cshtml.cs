using IdentityServer.Accounts.Codes;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Security;

/// <summary>A new sheet: drawn, shown once, and good as soon as one of its codes was typed back.</summary>
[Authorize(AccountPolicies.Change)]
internal sealed class CodesModel(AccountStore accounts, RecoveryCodes codes, IStringLocalizer<SecurityWords> text) : AccountPage(accounts)
{
    public RecoverySheet Sheet { get; private set; } = null!; // set before the page is shown

    /// <summary>In the answer to the one request that draws them, and never again.</summary>
    public IReadOnlyList<string> Shown { get; private set; } = [];

    [BindProperty]
    public string? Code { get; set; }

    public bool Waits => Shown is not [] || Sheet.Pending is not [];

    public async Task OnPostDrawAsync(CancellationToken cancellation) => Shown = await codes.DrawAsync(Account.Id, cancellation);

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellation)
    {
        if (await codes.ConfirmAsync(Account.Id, SessionId, Code, cancellation))
        {
            this.TellOfWaysIn(text["Codes.Done"]);
            return Redirect("/account/security");
        }

        ModelState.AddModelError(nameof(Code), text["Codes.Wrong"]);
        return Page();
    }

    protected override async Task LoadAsync(CancellationToken cancellation) => Sheet = await codes.SheetOfAsync(Account.Id, cancellation);
}
