using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Logout.BackChannel;

internal static partial class LogoutLog
{
    [LoggerMessage(EventId = 1301, Level = LogLevel.Warning, Message = "Client {ClientId} could not be told of a sign-out, attempt {Attempt}: {Reason}")]
    public static partial void LogoutNotDelivered(this ILogger logger, string clientId, int attempt, string reason);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Error, Message = "Client {ClientId} will not be told of a sign-out, given up after {Attempt} attempts: {Reason}")]
    public static partial void LogoutGivenUp(this ILogger logger, string clientId, int attempt, string reason);
}
