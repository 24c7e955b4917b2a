using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Authorization;

internal static partial class AuthorizationLog
{
    [LoggerMessage(EventId = 1201, Level = LogLevel.Information, Message = "Authorization request shown a page instead of an answer: {Error}, {Description}")]
    public static partial void RequestNotTrusted(this ILogger logger, string error, string description);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Information, Message = "Authorization request of {ClientId} refused: {Error}, {Description}")]
    public static partial void AuthorizationRefused(this ILogger logger, string clientId, string error, string description);
}
