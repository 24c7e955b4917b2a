using IdentityServer.Data;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.OpenId.Grants;

/// <summary>Whether what hangs on a grant still works: asked at every refresh, and of every access token that comes back to us.</summary>
internal static class GrantRules
{
    public static TokenRefusal? FirstViolation(GrantInUse? grant, Client client, DateTimeOffset now) => grant switch
    {
        null => TokenRefusal.RefreshTokenUnknown,
        _ when grant.Terms.ClientId != client.ClientId => TokenRefusal.RefreshTokenOfAnotherClient,
        { IsRevoked: true } => TokenRefusal.GrantRevoked,
        // An instance that had not heard of the client's end yet still made a grant of an older code.
        _ when Handle.TimeOf(grant.Terms.Id) < client.NotBefore => TokenRefusal.GrantRevoked,
        _ when now >= grant.Terms.ExpiresAt => TokenRefusal.RefreshTokenExpired,
        _ => StandingRules.FirstViolation(grant.Standing, client, Handle.TimeOf(grant.Terms.Id), grant.Terms.Access.IsOffline, now),
    };
}
