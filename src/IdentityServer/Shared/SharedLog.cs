using Microsoft.Extensions.Logging;

namespace IdentityServer.Shared;

internal static partial class SharedLog
{
    [LoggerMessage(EventId = 11000, Level = LogLevel.Warning, Message = "Setting {Key} is unknown and has no effect; docs/configuration.md lists all settings")]
    public static partial void UnknownSetting(this ILogger logger, string key);
}
