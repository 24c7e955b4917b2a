using Microsoft.Extensions.Logging;

namespace IdentityServer.Data;

internal static partial class DataLog
{
    [LoggerMessage(EventId = 10001, Level = LogLevel.Information, Message = "The database lacked {Count} migration(s) and is up to date now, at {Last}")]
    public static partial void Migrated(this ILogger logger, int count, string last);

    [LoggerMessage(EventId = 10002, Level = LogLevel.Warning, Message = "{Database} cannot be reached yet; trying again")]
    public static partial void WaitingForDatabase(this ILogger logger, string database);
}
