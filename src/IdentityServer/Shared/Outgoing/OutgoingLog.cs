using Microsoft.Extensions.Logging;

namespace IdentityServer.Shared.Outgoing;

internal static partial class OutgoingLog
{
    [LoggerMessage(EventId = 11201, Level = LogLevel.Warning, Message = "Call to {Host} failed: {Reason}")]
    public static partial void OutgoingFailed(this ILogger logger, string host, OutgoingFailure reason);
}
