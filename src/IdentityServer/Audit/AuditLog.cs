using Microsoft.Extensions.Logging;

namespace IdentityServer.Audit;

internal static partial class AuditLog
{
    /// <summary>Where logs leave the machine, this line is the witness that the trail cannot take back: `audit verify --expect`.</summary>
    [LoggerMessage(EventId = 9000, Level = LogLevel.Information, Message = "Audit batch {Number} sealed: {Count} events, {Late} late ones, hash {Hash}")]
    public static partial void BatchSealed(this ILogger logger, long number, int count, int late, string hash);

    [LoggerMessage(EventId = 9001, Level = LogLevel.Critical, Message = "The audit trail was changed from outside, noticed while sealing batch {Number}: run `audit verify`")]
    public static partial void TrailBroken(this ILogger logger, long number);

    [LoggerMessage(EventId = 9002, Level = LogLevel.Information, Message = "Audit events up to batch {Number} are past their retention and were deleted")]
    public static partial void TrailPruned(this ILogger logger, long number);

    [LoggerMessage(EventId = 9010, Level = LogLevel.Information, Message = "{AuditEvent}")]
    public static partial void EventShipped(this ILogger logger, string auditEvent);

    [LoggerMessage(EventId = 9011, Level = LogLevel.Information, Message = "Audit batch {Number} shipped, hash {Hash}")]
    public static partial void BatchShipped(this ILogger logger, long number, string hash);
}
