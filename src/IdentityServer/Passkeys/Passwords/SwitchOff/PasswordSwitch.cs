using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Notices;
using IdentityServer.Sessions;
using IdentityServer.Shared.Telemetry;

namespace IdentityServer.Passkeys.Passwords.SwitchOff;

/// <summary>
/// Every edge of the way, each in one unit with its record and its mail. False where somebody else was quicker, or where
/// there is nothing to switch.
/// </summary>
internal sealed class PasswordSwitch(
    LegacyPasswordStore passwords, SwitchOffReadinessCheck readiness, SessionStore sessions, IHotTables tables, AuditTrail audit, AccountNotices notices, Tally tally,
    TimeProvider clock)
{
    /// <summary>So long a person may take back what they did.</summary>
    public static readonly TimeSpan Regret = TimeSpan.FromHours(24);

    /// <summary>By its owner, or for a group: never where somebody would be stranded, whatever was found before.</summary>
    public async Task<bool> OffAsync(AccountFacts account, PasswordEnd by, Actor actor, CancellationToken cancellation) =>
        (await readiness.OfAsync(account, cancellation)).IsReady
        && await EndAsync(account.Id, by, actor, by is PasswordEnd.Person ? PasswordNotices.TurnedOff : PasswordNotices.Ended, cancellation);

    /// <summary>MG-09: somebody else may know it. Whoever has nothing else recovers the account.</summary>
    public Task<bool> SuspendAsync(Guid account, Actor actor, CancellationToken cancellation) =>
        EndAsync(account, PasswordEnd.Suspicion, actor, PasswordNotices.Suspended, cancellation);

    public bool MayUndo(LegacyPassword password) =>
        password is { SwitchedOffBy: PasswordEnd.Person, SwitchedOffAt: { } at } && clock.GetUtcNow() - at < Regret;

    public async Task<bool> UndoAsync(Guid account, CancellationToken cancellation) =>
        await passwords.FindAsync(account, cancellation) is { } password && MayUndo(password)
        && await BackAsync(password, Actor.User(account), cancellation);

    /// <summary>MG-13: after that day only an operator brings it back, as long as it is not erased.</summary>
    public async Task<bool> OnAsync(Guid account, Actor actor, CancellationToken cancellation) =>
        await passwords.FindAsync(account, cancellation) is { SwitchedOffAt: not null } password
        && await BackAsync(password, actor, cancellation);

    private async Task<bool> EndAsync(Guid account, PasswordEnd by, Actor actor, Notice notice, CancellationToken cancellation)
    {
        var unit = LegacyPasswordStore.SwitchOff(new(), account, by, clock.GetUtcNow());
        sessions.ClearProofs(unit, account);
        audit.Add(unit, new(AccountEvents.PasswordDisabled, actor) { Subject = account, Reason = by.ToString() });
        await notices.AddAsync(unit, account, notice, cancellation);
        return await WriteAsync(unit, "disabled");
    }

    private async Task<bool> BackAsync(LegacyPassword password, Actor actor, CancellationToken cancellation)
    {
        var unit = LegacyPasswordStore.SwitchOn(new(), password);
        audit.Add(unit, new(AccountEvents.PasswordEnabled, actor) { Subject = password.AccountId });
        await notices.AddAsync(unit, password.AccountId, PasswordNotices.Back, cancellation);
        return await WriteAsync(unit, "enabled");
    }

    private async Task<bool> WriteAsync(Unit unit, string change)
    {
        if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            return false;

        tally.Count(Measures.Passwords, change);
        return true;
    }
}
