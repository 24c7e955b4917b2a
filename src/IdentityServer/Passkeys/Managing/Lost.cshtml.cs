using IdentityServer.Accounts;
using IdentityServer.Sessions;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys.Managing;

/// <summary>UX-57: a device is gone. Its passkeys, and the places where it was signed in, go together.</summary>
[Authorize(AccountPolicies.Settled)]
internal sealed class LostModel(
    PasskeyStore passkeys,
    AccountStore accounts,
    SessionStore sessions,
    PasskeyRemoval removal,
    IStringLocalizer<PasskeyWords> text) : PasskeyPage(passkeys, accounts)
{
    [BindProperty]
    public List<Guid> Gone { get; set; } = [];

    [BindProperty]
    public List<Guid> SignedOut { get; set; } = [];

    public IReadOnlyList<Session> Elsewhere { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        List<Passkey> gone = [.. Passkeys.Where(it => Gone.Contains(it.Id))];
        if (gone is [] && SignedOut is [])
            return Refuse("Lost.Nothing");

        if (!await removal.RemoveAsync(HttpContext, Session, gone, signOut: true, SignedOut, HttpContext.RequestAborted))
            return Refuse("Lost.Last");

        this.TellOfWaysIn(text["Lost.Done"]);
        return Redirect("/account/passkeys");
    }

    private PageResult Refuse(string sentence)
    {
        ModelState.AddModelError("", text[sentence]);
        return Page();
    }

    private async Task LoadAsync() =>
        Elsewhere = [.. (await sessions.OfAccountAsync(Account.Id, HttpContext.RequestAborted)).Where(it => it.Id != Session.Id)];
}
