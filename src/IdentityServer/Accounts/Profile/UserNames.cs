using IdentityServer.Accounts.Names;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Shared.Text;
using IdentityServer.Throttles;

namespace IdentityServer.Accounts.Profile;

/// <summary>What a person signs in with, and apps call them by (<c>preferred_username</c>).</summary>
internal sealed class UserNames(
    Throttle throttle, TakenNames taken, IHotTables tables, AuditTrail audit, AccountNotices notices)
{
    /// <summary>The word for what is wrong; null where the account has the name now.</summary>
    public async Task<string?> ChangeAsync(AccountFacts account, Guid session, string? typed, CancellationToken cancellation)
    {
        var name = typed?.Composed().Trim();
        if (name is null || !AccountName.IsUserName(name))
            return "UserName.Invalid";

        if (name == account.UserName)
            return null;

        // Whoever asks for one name after another learns which are taken.
        if (await throttle.TakeAsync(throttle.Rules.UserNamesPerAccount.For(account.Id), cancellation) is not ThrottleOutcome.Allowed)
            return "UserName.TooOften";

        var unit = new Unit();
        taken.Rename(unit, account, name);
        audit.Add(unit, new(AccountEvents.Updated, Actor.User(account.Id)) { Session = session, Details = new() { ["claims"] = "preferred_username" } });
        await notices.AddAsync(unit, account.Id, AccountChangeNotices.Renamed(name), cancellation);
        return await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed ? null : "UserName.Taken";
    }
}
