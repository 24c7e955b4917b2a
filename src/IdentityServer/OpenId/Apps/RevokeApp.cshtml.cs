using IdentityServer.Accounts;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.OpenId.Apps;

[Authorize(AccountPolicies.Recent)]
internal sealed class RevokeAppModel(PersonsApps apps, AppRevocation revocation, AccountStore accounts, IStringLocalizer<OpenIdWords> text)
    : AccountPage(accounts)
{
    private const string List = "/account/apps";

    private IReadOnlyList<AppInUse> own = [];

    public Confirmation Question { get; private set; } = null!; // set before the page is shown

    public IActionResult OnGet(string key)
    {
        // It may have gone while the list was open: that is what was wanted.
        if (Find(key) is not { } app)
            return Redirect(List);

        Question = new(text["Apps.Revoke.Heading", app.Name], text["Apps.Revoke.Consequence", app.Name], text["Apps.Revoke"], List);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string key)
    {
        if (Find(key) is not { } app)
            return Redirect(List);

        await revocation.RevokeAsync(Account.Id, app.ClientId, SessionId, HttpContext.RequestAborted);
        this.Tell(text["Apps.Revoke.Done", app.Name]);
        return Redirect(List);
    }

    protected override async Task LoadAsync(CancellationToken cancellation) => own = await apps.OfAsync(Account.Id, cancellation);

    private AppInUse? Find(string key) => own.FirstOrDefault(app => app.Key == key);
}
