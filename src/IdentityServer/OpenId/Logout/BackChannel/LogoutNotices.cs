using IdentityServer.Data;
using IdentityServer.OpenId.Clients;
using IdentityServer.Sessions;

namespace IdentityServer.OpenId.Logout.BackChannel;

/// <summary>However a session ends, the apps that were used in it will hear of it: the messages are written with the end itself.</summary>
internal sealed class LogoutNotices(IHotTables tables, ClientCatalog clients, TimeProvider clock) : ISessionEndObserver
{
    public async Task AddToAsync(Unit unit, Session session, SessionEnd reason, CancellationToken cancellation)
    {
        foreach (var clientId in await SessionClients.OfAsync(tables, session.Id, cancellation))
            if (await clients.HearsOfLogoutAsync(clientId, cancellation))
                LogoutDeliveries.Add(unit, clientId, session, clock.GetUtcNow());
    }
}
