using IdentityServer.Data;

namespace IdentityServer.Sessions.States;

/// <summary>Everything an account has open ends in one unit: its sessions, and what apps were allowed beyond them.</summary>
internal sealed class AccountEnding(SessionStore sessions, IAppAccess apps)
{
    public async Task AddToAsync(Unit unit, Guid accountId, SessionEnd reason, CancellationToken cancellation)
    {
        await sessions.EndAllAsync(unit, accountId, except: null, reason, cancellation);
        apps.EndOfAccount(unit, accountId);
    }
}
