using IdentityServer.Accounts.Authenticator;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Security;

/// <summary>An authenticator app is set up here, and removed.</summary>
[Authorize(AccountPolicies.Change)]
internal sealed class AuthenticatorModel(AccountStore accounts, AuthenticatorSettingUp settingUp, IStringLocalizer<SecurityWords> text) : AccountPage(accounts)
{
    public Authenticators State { get; private set; } = Authenticators.None;

    /// <summary>What the app is given, while it is being set up.</summary>
    public AuthenticatorKey? Key => State.Pending is { } pending ? settingUp.KeyOf(pending) : null;

    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken cancellation)
    {
        await settingUp.BeginAsync(Account.Id, SessionId, cancellation);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellation)
    {
        if (State.Pending is not { } pending)
            return RedirectToPage();

        if (await settingUp.ConfirmAsync(pending, Code, cancellation))
        {
            this.TellOfWaysIn(text["App.Done"]);
            return Redirect("/account/security");
        }

        ModelState.AddModelError(nameof(Code), text["App.Wrong"]);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (State.Active is { } app && await settingUp.RemoveAsync(app, SessionId, cancellation))
            this.TellOfWaysIn(text["App.Removed"]);
        return Redirect("/account/security");
    }

    protected override async Task LoadAsync(CancellationToken cancellation) => State = await settingUp.OfAsync(Account.Id, SessionId, cancellation);
}
