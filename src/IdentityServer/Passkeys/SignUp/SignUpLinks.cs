using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Notices;
using IdentityServer.Shared.Languages;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.SignUp;

/// <summary>
/// Asks a mailbox. Whether it has an account already changes nothing but the words of the mail: the same rows are written,
/// and the link that a known mailbox does not get is nobody's.
/// </summary>
internal sealed class SignUpLinks(
    AccountStore accounts,
    Outbox outbox,
    RequestLanguage languages,
    Throttle throttle,
    IHotTables tables,
    TimeProvider clock)
{
    private static readonly Statement Insert = new("""
        INSERT INTO "SignUpLinks" ("Id", "Email", "Interaction", "ExpiresAt") VALUES (@id, @email, @interaction, @expires)
        """);

    private static readonly Statement Find = new("""
        SELECT "Email", "Interaction" FROM "SignUpLinks" WHERE "Id" = @id AND "UsedAt" IS NULL AND "ExpiresAt" > @now
        """);

    private static readonly Statement Spend = new("""
        UPDATE "SignUpLinks" SET "UsedAt" = @now WHERE "Id" = @id AND "UsedAt" IS NULL AND "ExpiresAt" > @now
        """);

    /// <summary>Null once a mail is on its way.</summary>
    public async Task<ThrottleOutcome?> SendAsync(HttpContext http, MailboxAddress address, string? interaction, CancellationToken cancellation)
    {
        var email = address.ToString();
        Take[] takes = [throttle.Rules.SignUpPerNetwork.For(http.Connection.RemoteIpAddress), throttle.Rules.LinksPerMailbox.For(AccountName.Normalize(email))];
        if (await throttle.TakeAsync(takes, cancellation) is var outcome and not ThrottleOutcome.Allowed)
            return outcome;

        var isKnown = await accounts.FindByNameAsync(email, cancellation) is not null;
        var now = clock.GetUtcNow();
        var link = Handle.New(now);
        var unit = new Unit().Require(Insert, link, email, interaction, now + SignUpNotices.Lifetime);
        outbox.Add(unit, new(address, await languages.OfAsync(http)), isKnown ? SignUpNotices.Known : SignUpNotices.Confirm($"/sign-up/confirm?link={link}"));
        await tables.WriteAsync(unit, CancellationToken.None);
        return null;
    }

    public async Task<MailboxProof?> FindAsync(Handle link, CancellationToken cancellation) =>
        await tables.FindAsync(Find, row => new MailboxProof(row.GetString(0), row.GetStringOrNull(1)), [link, clock.GetUtcNow()], cancellation);

    public void AddUse(Unit unit, Handle link) => unit.Require(Spend, clock.GetUtcNow(), link);
}

internal sealed record MailboxProof(string Email, string? Interaction);
