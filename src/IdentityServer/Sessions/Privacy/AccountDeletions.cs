using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Sessions.States;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions.Privacy;

/// <summary>
/// Deleting closes at once everything the account has open. For a while whoever holds the link from the mail can take it back;
/// nobody is let in by that.
/// </summary>
internal sealed class AccountDeletions(
    AccountEnding ending, GroupStore groups, IHotTables tables, AuditTrail audit, AccountNotices notices, IOptions<PrivacyOptions> options, TimeProvider clock)
{
    public const string ClosedPath = "/account-closed";

    public TimeSpan Grace => options.Value.DeletionGrace;

    /// <summary>Nobody would be left who operates this server.</summary>
    public async Task<bool> IsLastAdministratorAsync(Guid accountId, CancellationToken cancellation) =>
        (await groups.OfAccountAsync(accountId, cancellation)).Contains(GroupMember.Administrators)
        && await tables.ListAsync(DeletionStatements.OtherAdministrators, row => row.GetGuid(0),
            [GroupMember.Administrators, accountId, AccountState.Active], cancellation) is [];

    /// <summary>The link that takes it back; null where the account may not be deleted, or is closed already.</summary>
    public async Task<Handle?> RequestAsync(Session session, CancellationToken cancellation)
    {
        var (now, account) = (clock.GetUtcNow(), session.AccountId);
        var link = Handle.New(now);
        var unit = new Unit()
            .Add(DeletionStatements.QueueAdministrators, GroupMember.Administrators)
            .Require(DeletionStatements.Close, AccountState.Deleted, account, AccountState.Active, GroupMember.Administrators)
            .Require(DeletionStatements.Insert, account, link, now, now + Grace);
        await ending.AddToAsync(unit, account, SessionEnd.AccountClosed, cancellation);
        audit.Add(unit, new(AccountEvents.DeletionRequested, Actor.User(account)) { Session = session.Id });
        await notices.AddAsync(unit, account, DeletionNotices.Requested(now + Grace, $"{ClosedPath}?link={link}"), cancellation);
        return await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed ? link : null;
    }

    /// <summary>What the link is about; looking changes nothing.</summary>
    public async Task<AccountDeletion?> FindAsync(string? link, CancellationToken cancellation) => Handle.TryParse(link, out var handle)
        ? await tables.FindAsync(DeletionStatements.OfLink, DeletionStatements.Read, [handle, clock.GetUtcNow()], cancellation)
        : null;

    /// <summary>False where it is too late, or somebody else was quicker.</summary>
    public async Task<bool> TakeBackAsync(AccountDeletion deletion, CancellationToken cancellation)
    {
        var unit = new Unit()
            .Require(DeletionStatements.TakeBack, deletion.AccountId, deletion.Link, clock.GetUtcNow())
            .Require(DeletionStatements.Open, AccountState.Active, deletion.AccountId, AccountState.Deleted);
        audit.Add(unit, new(AccountEvents.DeletionCancelled, Actor.Anonymous) { Subject = deletion.AccountId });
        if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            return false;

        // A closed account gets no mail, so this one follows once it is open.
        var mail = new Unit();
        await notices.AddAsync(mail, deletion.AccountId, DeletionNotices.TakenBack, cancellation);
        await tables.WriteAsync(mail, CancellationToken.None);
        return true;
    }
}
