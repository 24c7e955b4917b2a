using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol;

namespace IdentityServer.OpenId.Bearer;

/// <summary>RFC 6750 §3: what is wrong stands in the header. Whoever sent no token only learns that one is needed.</summary>
internal static class BearerError
{
    public static readonly OAuthError TokenNeeded = new(ProtocolError.InvalidToken("an access token is needed")) { Challenge = "Bearer" };

    public static OAuthError Of(ProtocolError error, string? scope = null) => new(error)
    {
        Challenge = $"""Bearer error="{error.Code}", error_description="{error.Description}"{(scope is null ? "" : $", scope=\"{scope}\"")}""",
    };
}
