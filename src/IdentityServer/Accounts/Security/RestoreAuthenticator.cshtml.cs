using IdentityServer.Accounts.Authenticator;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Security;

/// <summary>A removal taken back; open during a hold too, since it gives nobody anything but the owner's own app.</summary>
[Authorize(AccountPolicies.Fresh)]
internal sealed class RestoreAuthenticatorModel(AccountStore accounts, AuthenticatorSettingUp settingUp, IStringLocalizer<SecurityWords> text)
    : AccountPage(accounts)
{
    public Authenticators State { get; private set; } = Authenticators.None;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (State.Removed is { } app && await settingUp.RestoreAsync(app, SessionId, cancellation))
            this.TellOfWaysIn(text["App.Restored"]);
        return Redirect("/account/security");
    }

    protected override async Task LoadAsync(CancellationToken cancellation) => State = await settingUp.OfAsync(Account.Id, SessionId, cancellation);
}
