using Microsoft.Extensions.Logging;

namespace IdentityServer.Data.Protection;

internal static partial class ProtectionLog
{
    [LoggerMessage(EventId = 10101, Level = LogLevel.Warning, Message = "The database is now protected by master key {Present}; {Former} is no longer needed for it")]
    public static partial void MasterKeyReplaced(this ILogger logger, string former, string present);

    [LoggerMessage(EventId = 10102, Level = LogLevel.Error, Message = "A Data Protection key was changed outside this server and is ignored: row {Id}")]
    public static partial void DataProtectionKeyRefused(this ILogger logger, Guid id);

    [LoggerMessage(EventId = 10103, Level = LogLevel.Warning, Message = "{Path} holds a master key and is open to other users of this machine: take their rights away (chmod 600)")]
    public static partial void MasterKeyShared(this ILogger logger, string path);
}
