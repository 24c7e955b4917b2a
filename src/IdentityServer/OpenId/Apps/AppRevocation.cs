using IdentityServer.Data;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Consents;
using IdentityServer.OpenId.Grants;
using IdentityServer.OpenId.Logout.BackChannel;
using IdentityServer.Sessions;

namespace IdentityServer.OpenId.Apps;

/// <summary>
/// A person shuts an app out: what they agreed to, what it holds and its offline access end in one unit, and where it
/// wants to hear of sign-outs it is told to forget this person's sessions.
/// </summary>
internal sealed class AppRevocation(
    ConsentStore consents, SessionStore sessions, ClientCatalog clients, IHotTables tables, TimeProvider clock)
{
    public async Task RevokeAsync(Guid accountId, string clientId, Guid currentSession, CancellationToken cancellation)
    {
        // A first answer about this app may come in between: that is taken back, too.
        UnitOutcome outcome;
        do
            outcome = await tables.WriteAsync(await UnitAsync(accountId, clientId, currentSession, cancellation), CancellationToken.None);
        while (outcome is UnitOutcome.Conflict);
    }

    private async Task<Unit> UnitAsync(Guid accountId, string clientId, Guid currentSession, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var unit = new Unit();
        consents.Revoke(unit, accountId, clientId, currentSession);
        GrantRevocation.OfConsent(unit, accountId, clientId, GrantEnd.RevokedByPerson, now);

        var hears = await clients.HearsOfLogoutAsync(clientId, cancellation);
        foreach (var session in await sessions.OfAccountAsync(accountId, cancellation))
        {
            if (hears && (await SessionClients.OfAsync(tables, session.Id, cancellation)).Contains(clientId))
                LogoutDeliveries.Add(unit, clientId, session, now);
            SessionClients.Remove(unit, session.Id, clientId);
        }

        return unit;
    }
}
