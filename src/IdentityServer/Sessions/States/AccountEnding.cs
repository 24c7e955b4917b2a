using IdentityServer.Data;

namespace IdentityServer.Sessions.States;

/// <summary>Everything an account has open ends in one unit: its sessions, and what apps were allowed beyond them.</summary>
internal sealed class AccountEnding(SessionStore sessions, IAppAccess apps)
{
    public async Task AddToAsync(Unit unit, Guid accountId, SessionEnd reason, CancellationToken cancellation)
    {
        foreach (var session in await sessions.OfAccountAsync(accountId, cancellation))
            await sessions.EndAsync(unit, session, reason, cancellation);
        apps.EndOfAccount(unit, accountId);
    }
}
