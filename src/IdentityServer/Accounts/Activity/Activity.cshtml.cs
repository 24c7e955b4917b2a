using IdentityServer.Audit;
using IdentityServer.Audit.Reading;
using IdentityServer.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Activity;

[Authorize(AccountPolicies.Recent)]
internal sealed class ActivityModel(
    AccountStore accounts, AuditReader trail, IStringLocalizer<AccountWords> text, IStringLocalizer<SharedResources> common) : AccountPage(accounts)
{
    public const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<ActivityLine> Lines { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last one.</summary>
    public string? Older { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        EventId? before = EventId.TryParse(Before, out var id) ? id : null;
        // One more than is shown says whether there is more.
        var rows = await trail.ActivityAsync(Account.Id, before, PageSize + 1, cancellation);
        Lines = [.. rows.Take(PageSize).Select(row => ActivityLine.Of(row, text, common))];
        Older = rows.Count > PageSize ? rows[PageSize - 1].Id.ToString() : null;
    }
}
