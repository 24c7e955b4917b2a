using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications;

namespace IdentityServer.Accounts;

/// <summary>NIST SP 800-63B-4 §3.2.2: what was guessed at a hundred times in a row opens nothing any more, and its owner hears of it.</summary>
internal sealed class GuessedOut(IHotTables tables, AuditTrail audit, AccountNotices notices)
{
    /// <param name="unit">Takes it away. Of all who find the cap reached one does; the units of the others miss, and tell nobody.</param>
    public async Task GiveUpAsync(Unit unit, Guid account, string authenticator, Notice notice)
    {
        audit.Add(unit, new(AccountEvents.AuthenticatorLocked, Actor.System) { Subject = account, Details = new() { ["authenticator"] = authenticator } });
        await notices.AddAsync(unit, account, notice, CancellationToken.None);
        await tables.WriteAsync(unit, CancellationToken.None);
    }
}
