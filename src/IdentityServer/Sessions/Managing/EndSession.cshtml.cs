using IdentityServer.Accounts;
using IdentityServer.Shared;
using IdentityServer.Shared.Components;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Sessions.Managing;

[Authorize(AccountPolicies.Recent)]
internal sealed class EndSessionModel(
    SessionStore sessions,
    AccountStore accounts,
    SessionEnding ending,
    IStringLocalizer<SessionWords> text,
    IStringLocalizer<SharedResources> common) : SessionPage(sessions, accounts)
{
    public Confirmation Question { get; private set; } = null!; // set before the page is shown

    public IActionResult OnGet(Guid id)
    {
        // It may have ended while the list was open: that is what was wanted.
        if (Find(id) is not { } session)
            return Redirect("/account/sessions");

        Question = new(
            text["End.Heading", NameOf(session)],
            session.Id == SessionId ? text["End.Own"] : text["End.Consequence"],
            text["Sessions.End"],
            "/account/sessions");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Find(id) is not { } session)
            return Redirect("/account/sessions");

        await ending.EndAsync(session, HttpContext.RequestAborted);
        if (session.Id == SessionId)
        {
            HttpContext.ForgetSession();
            return Redirect("/signed-out");
        }

        this.Tell(text["End.Done", NameOf(session)]);
        return Redirect("/account/sessions");
    }

    private Session? Find(Guid id) => Live.FirstOrDefault(it => it.Id == id);

    private string NameOf(Session session) => DeviceFamily.InWords(session.Device, common);
}
