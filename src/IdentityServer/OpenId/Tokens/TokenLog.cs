using IdentityServer.OpenId.Grants;
using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Tokens;

internal static partial class TokenLog
{
    [LoggerMessage(EventId = 1020, Level = LogLevel.Information, Message = "Client {ClientId} got no token: {Reason}")]
    public static partial void TokenRefused(this ILogger logger, string clientId, string reason);

    [LoggerMessage(EventId = 1021, Level = LogLevel.Warning, Message = "A grant of client {ClientId} was revoked with all its tokens: {Reason}")]
    public static partial void FamilyRevoked(this ILogger logger, string clientId, GrantEnd reason);
}
