using System.Globalization;
using IdentityServer.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Sessions.Privacy;

[Authorize(AccountPolicies.NotOnHold)]
internal sealed class ExportReadyModel(
    AccountStore accounts, ExportTickets tickets, PersonalExports exports, ExportPage page, IStringLocalizer<PrivacyWords> text) : AccountPage(accounts)
{
    public async Task<IActionResult> OnPostAsync(ExportForm form, CancellationToken cancellation)
    {
        if (!await tickets.TakeAsync(SessionId, form, cancellation))
        {
            ModelState.AddModelError("", text["Export.Spent"]);
            return Page();
        }

        var export = await exports.ReadAsync(Account.Id, cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"{text["Export.File"].Value}-{export.At:yyyy-MM-dd}");
        return form is ExportForm.Json
            ? File(export.ToJson(), "application/json", name + ".json")
            : File(page.Write(export), "text/html; charset=utf-8", name + ".html");
    }
}
