using IdentityServer.Data;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Tokens;

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
        _ when TimeKey.TimeOf(grant.Terms.Id) < client.NotBefore => TokenRefusal.GrantRevoked,
        _ when now >= grant.Terms.ExpiresAt => TokenRefusal.RefreshTokenExpired,
        _ => StandingRules.FirstViolation(grant.Standing, client, TimeKey.TimeOf(grant.Terms.Id), grant.Terms.Access.IsOffline, now),
    };

    /// <summary>Of the refresh token, too: an operator may have raised the minimum since, and the person signs in anew.</summary>
    public static TokenRefusal? FirstViolationOfRefresh(GrantInUse? grant, Client client, DateTimeOffset now) =>
        FirstViolation(grant, client, now) ?? grant switch
        {
            _ when !client.MayUse(GrantTypes.RefreshToken) => TokenRefusal.GrantTypeNotAllowed,
            not null when now >= grant.IdleExpiresAt => TokenRefusal.RefreshTokenExpired,
            not null when client.MinimumAcr is { } minimum && !grant.Terms.Authentication.Satisfies(minimum) => TokenRefusal.SignInTooWeak,
            _ => null,
        };
}
