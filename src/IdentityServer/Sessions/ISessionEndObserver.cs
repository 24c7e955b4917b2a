using IdentityServer.Data;

namespace IdentityServer.Sessions;

/// <summary>
/// What hangs on a session lives in higher rooms (grants, logout messages to apps). They add their part to the unit
/// that ends it, so that nothing outlives a session, not even for a moment.
/// </summary>
internal interface ISessionEndObserver
{
    Task AddToAsync(Unit unit, Session session, SessionEnd reason, CancellationToken cancellation);
}
