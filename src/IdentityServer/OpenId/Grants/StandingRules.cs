using IdentityServer.Accounts;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.OpenId.Grants;

/// <summary>What must be true of the person whenever something that they granted is used.</summary>
internal static class StandingRules
{
    /// <param name="since">When they granted it, which is when its code was made.</param>
    /// <param name="offline">The grant outlives the session (OpenID Connect Core §11).</param>
    public static TokenRefusal? FirstViolation(Standing? standing, Client client, DateTimeOffset since, bool offline, DateTimeOffset now) => standing switch
    {
        not { Account: AccountState.Active } => TokenRefusal.AccountClosed,
        _ when !offline && !standing.HasSession(now) => TokenRefusal.SessionEnded,
        { Consent: null } when client.AsksConsent => TokenRefusal.ConsentWithdrawn,
        _ when since < standing.ShutOutAt => TokenRefusal.GrantRevoked,
        _ => null,
    };
}
