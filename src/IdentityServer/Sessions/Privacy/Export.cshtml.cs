using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Sessions.Proofs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Sessions.Privacy;

/// <summary>Everything about somebody in one file, so it is asked for with a passkey and given once.</summary>
[Authorize(AccountPolicies.NotOnHold)]
internal sealed class ExportModel(AccountStore accounts, CriticalActions critical, ExportTickets tickets, AuditTrail audit, IStringLocalizer<PrivacyWords> text)
    : AccountPage(accounts)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await critical.DemandAsync(HttpContext, new("account.export", text["Export.Sentence"])) is { } detour)
            return detour;

        var unit = tickets.Add(new(), SessionId);
        audit.Add(unit, new(AccountEvents.Exported, Actor.User(Account.Id)) { Session = SessionId });
        await tickets.WriteAsync(unit);
        return Redirect("/account/privacy/export/ready");
    }
}
