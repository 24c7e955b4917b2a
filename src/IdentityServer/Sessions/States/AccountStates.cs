using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;

namespace IdentityServer.Sessions.States;

/// <summary>
/// Whether an account may be used. Taking that away ends in one unit everything the account has open; every sign-in,
/// code, refresh and answer about a person reads the state again. False where somebody else was quicker.
/// </summary>
internal sealed class AccountStates(AccountEnding ending, IHotTables tables, AuditTrail audit, AccountNotices notices)
{
    private static readonly Statement Change = new("""
        UPDATE "Accounts" SET "State" = @to WHERE "Id" = @id AND "State" = @from
        """);

    /// <summary>By the person, in an emergency: from now on only recovery leads in.</summary>
    public async Task<bool> LockDownAsync(Session session, CancellationToken cancellation)
    {
        var unit = await EndAsync(session.AccountId, AccountState.Active, AccountState.LockedDown, SessionEnd.LockedDown, cancellation);
        audit.Add(unit, new(AccountEvents.LockedDown, Actor.User(session.AccountId)) { Session = session.Id });
        await notices.AddAsync(unit, session.AccountId, AccountChangeNotices.LockedDown, cancellation);
        return await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;
    }

    /// <summary>By an operator: nothing works until one undoes it.</summary>
    public async Task<bool> DisableAsync(AccountFacts account, Actor by, CancellationToken cancellation)
    {
        if (account.State is AccountState.Disabled or AccountState.Deleted)
            return false;

        var unit = await EndAsync(account.Id, account.State, AccountState.Disabled, SessionEnd.RevokedByOperator, cancellation);
        audit.Add(unit, new(AdministrationEvents.UserDisabled, by) { Subject = account.Id });
        return await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;
    }

    /// <summary>By an operator, also for somebody who locked their account. What had ended stays ended.</summary>
    public async Task<bool> EnableAsync(AccountFacts account, Actor by, CancellationToken cancellation)
    {
        if (account.State is not (AccountState.Disabled or AccountState.LockedDown))
            return false;

        var unit = new Unit().Require(Change, AccountState.Active, account.Id, account.State);
        audit.Add(unit, new(AdministrationEvents.UserEnabled, by) { Subject = account.Id });
        await notices.AddAsync(unit, account.Id, AccountChangeNotices.Enabled, cancellation);
        return await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;
    }

    private async Task<Unit> EndAsync(Guid accountId, AccountState from, AccountState to, SessionEnd reason, CancellationToken cancellation)
    {
        var unit = new Unit().Require(Change, to, accountId, from);
        await ending.AddToAsync(unit, accountId, reason, cancellation);
        return unit;
    }
}
