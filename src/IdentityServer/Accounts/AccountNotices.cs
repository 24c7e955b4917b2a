using System.Data.Common;
using System.Globalization;
using IdentityServer.Accounts.Email;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Shared.Languages;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Accounts;

/// <summary>
/// Tells people by mail what happens to their account, in the transaction in which it happens. An address that nobody
/// has proven to be theirs gets nothing.
/// </summary>
internal sealed class AccountNotices(IHotTables tables, Outbox outbox, RequestLanguage languages, IHttpContextAccessor accessor, TimeProvider clock)
{
    private static readonly Statement Find = new("""
        SELECT "Id", "UserName", "Email", "EmailConfirmed", "Claims" FROM "Accounts" WHERE "Id" = @id AND "State" <> @deleted
        """);

    private static readonly Statement FindClosed = new("""
        SELECT "Id", "UserName", "Email", "EmailConfirmed", "Claims" FROM "Accounts" WHERE "Id" = @id AND "State" = @deleted
        """);

    // Whoever changed the address may not be its owner: for a while the one before hears of everything too.
    private static readonly Statement Before = new("""
        SELECT "OldEmail" FROM "EmailChanges" WHERE "AccountId" = @id AND "DoneAt" > @since AND "EndedAt" IS NULL AND "OldEmail" IS NOT NULL
        """);

    public async Task AddAsync(Unit unit, Guid accountId, Notice notice, CancellationToken cancellation)
    {
        foreach (var recipient in await FindAsync(accountId, cancellation))
            outbox.Add(unit, recipient, notice);
    }

    /// <summary>To a mailbox that is not proven yet, to ask for the proof; or to one that is this account's, and to no other.</summary>
    public async Task AddAsync(Unit unit, Guid accountId, MailboxAddress address, Notice notice, CancellationToken cancellation)
    {
        if (await OwnerAsync(accountId, cancellation) is { } owner)
            outbox.Add(unit, await ToAsync(owner, address), notice);
    }

    /// <summary>The last word, in the unit that erases the account: it belongs to nobody, so that it is not erased with the rest.</summary>
    public async Task AddLastAsync(Unit unit, Guid accountId, Notice notice, CancellationToken cancellation)
    {
        if (await tables.FindAsync(FindClosed, Read, [accountId, AccountState.Deleted], cancellation) is { } owner
            && MailboxAddress.TryParse(owner.Email, out var address))
            outbox.Add(unit, await ToAsync(owner, address) with { AccountId = null }, notice);
    }

    private async Task<IReadOnlyList<Recipient>> FindAsync(Guid accountId, CancellationToken cancellation)
    {
        if (await OwnerAsync(accountId, cancellation) is not { } owner)
            return [];

        List<Recipient> recipients = [];
        var before = await tables.ListAsync(Before, row => row.GetString(0), [accountId, clock.GetUtcNow() - EmailChange.UndoTime], cancellation);
        foreach (var email in before.Prepend(owner.Email).Distinct())
            if (MailboxAddress.TryParse(email, out var address))
                recipients.Add(await ToAsync(owner, address));

        return recipients;
    }

    private Task<Owner?> OwnerAsync(Guid accountId, CancellationToken cancellation) => tables.FindAsync(Find, Read, [accountId, AccountState.Deleted], cancellation);

    private async Task<Recipient> ToAsync(Owner owner, MailboxAddress address) =>
        new(address, await LanguageOfAsync(owner)) { AccountId = owner.Id, UserName = owner.UserName, Zone = ClaimText.ZoneOf(owner.Claims) };

    // Whoever does something to an account does not choose the language its owner is told in, unless the owner never did.
    private async Task<CultureInfo> LanguageOfAsync(Owner owner) =>
        ClaimText.LanguageOf(owner.Claims)
        ?? (accessor.HttpContext is { } http ? await languages.OfAsync(http) : Language.Default);

    private static Owner Read(DbDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetBoolean(3) && !row.IsDBNull(2) ? row.GetString(2) : null, row.GetString(4));

    private sealed record Owner(Guid Id, string UserName, string? Email, string Claims);
}
