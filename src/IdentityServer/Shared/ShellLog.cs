using Microsoft.Extensions.Logging;

namespace IdentityServer.Shared;

internal static partial class ShellLog
{
    [LoggerMessage(EventId = 11101, Level = LogLevel.Warning, Message = "A browser reported {Count} violations of the content security policy")]
    public static partial void PolicyViolated(this ILogger logger, int count);

    [LoggerMessage(EventId = 11102, Level = LogLevel.Information, Message = "A form was refused because its antiforgery token was missing or stale")]
    public static partial void FormRefused(this ILogger logger);
}
