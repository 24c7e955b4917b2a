using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Tokens;

internal static class IntrospectionPolicy
{
    // RFC 7662 §4: what an app got for itself it may look at; an API may look at what is meant for it, and at nothing else.
    public static bool MaySee(Client caller, AccessToken token) =>
        token.ClientId == caller.ClientId
        || (caller.MayIntrospect && token.Audience.Any(audience => audience == caller.ClientId || caller.Resources?.Contains(audience) is true));
}
