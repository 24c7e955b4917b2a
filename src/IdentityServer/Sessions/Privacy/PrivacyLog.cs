using Microsoft.Extensions.Logging;

namespace IdentityServer.Sessions.Privacy;

internal static partial class PrivacyLog
{
    [LoggerMessage(EventId = 4100, Level = LogLevel.Information, Message = "An account was erased at the end of its grace")]
    public static partial void AccountErased(this ILogger logger);
}
