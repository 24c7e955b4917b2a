using Microsoft.Extensions.Logging;

namespace IdentityServer.Insights;

internal static partial class InsightsLog
{
    [LoggerMessage(EventId = 8000, Level = LogLevel.Warning, Message = "The counts of the last seconds could not be written yet; they are kept and tried again")]
    public static partial void CountsNotWritten(this ILogger logger, Exception fault);
}
