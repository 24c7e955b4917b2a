using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Assurance;

namespace IdentityServer.OpenId.Bearer;

/// <summary>
/// RFC 6750 §3: what is wrong stands in the header, and where to read about this API (RFC 9728 §5.1). Whoever sent no token
/// only learns that one is needed.
/// </summary>
internal static class BearerError
{
    public static OAuthError TokenNeeded(Provider provider) => Challenge(provider, ProtocolError.InvalidToken("an access token is needed"), []);

    public static OAuthError Of(Provider provider, ProtocolError error, string? scope = null) =>
        Challenge(provider, error, [.. Words(error), .. scope is null ? (string[])[] : [$"scope=\"{scope}\""]]);

    /// <summary>RFC 9470 §3</summary>
    public static OAuthError Insufficient(Provider provider, AuthenticationDemand demand)
    {
        var error = ProtocolError.InsufficientUserAuthentication("the person has to sign in more strongly or more recently");
        return Challenge(provider, error, [.. Words(error), .. demand.Parameters]);
    }

    private static IEnumerable<string> Words(ProtocolError error) => [$"error=\"{error.Code}\"", $"error_description=\"{error.Description}\""];

    private static OAuthError Challenge(Provider provider, ProtocolError error, IEnumerable<string> parameters) => new(error)
    {
        Challenge = "Bearer " + string.Join(", ", parameters.Append($"resource_metadata=\"{provider.Issuer}{Endpoints.ProtectedResource}\"")),
    };
}
