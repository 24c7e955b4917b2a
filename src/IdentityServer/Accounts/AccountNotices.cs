using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Shared.Languages;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Accounts;

/// <summary>
/// Tells people by mail what happens to their account, in the transaction in which it happens. An address that nobody
/// has proven to be theirs gets nothing.
/// </summary>
internal sealed class AccountNotices(IHotTables tables, Outbox outbox, RequestLanguage languages, IHttpContextAccessor accessor)
{
    private static readonly Statement Find = new("""
        SELECT "UserName", "Email", "Claims" FROM "Accounts" WHERE "Id" = @id AND "EmailConfirmed" = @true AND "State" <> @deleted
        """);

    public async Task AddAsync(Unit unit, Guid accountId, Notice notice, CancellationToken cancellation)
    {
        if (await FindAsync(accountId, cancellation) is { } recipient)
            outbox.Add(unit, recipient, notice);
    }

    public async Task AddAsync(IdentityServerDbContext database, Guid accountId, Notice notice, CancellationToken cancellation)
    {
        if (await FindAsync(accountId, cancellation) is { } recipient)
            outbox.Add(database, recipient, notice);
    }

    private async Task<Recipient?> FindAsync(Guid accountId, CancellationToken cancellation)
    {
        var owner = await tables.FindAsync(Find, Read, [accountId, true, AccountState.Deleted], cancellation);
        return owner is not null && MailboxAddress.TryParse(owner.Email, out var address)
            ? new(address, await LanguageOfAsync(owner)) { AccountId = accountId, UserName = owner.UserName }
            : null;
    }

    // Whoever does something to an account does not choose the language its owner is told in, unless the owner never did.
    private async Task<CultureInfo> LanguageOfAsync(Owner owner) =>
        Language.Match(owner.Locale)
        ?? (accessor.HttpContext is { } http ? await languages.OfAsync(http) : Language.Default);

    private static Owner Read(DbDataReader row) => new(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), LocaleIn(row.GetString(2)));

    private static string? LocaleIn(string claims)
    {
        using var parsed = JsonDocument.Parse(claims);
        return parsed.RootElement.TryGetProperty("locale", out var locale) && locale.ValueKind is JsonValueKind.String ? locale.GetString() : null;
    }

    private sealed record Owner(string UserName, string? Email, string? Locale);
}
