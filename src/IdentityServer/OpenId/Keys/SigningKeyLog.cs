using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Keys;

internal static partial class SigningKeyLog
{
    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "Signing key {Kid} ({Algorithm}) is published and signs from {SignsFrom:u}")]
    public static partial void KeyPublished(this ILogger logger, string kid, string algorithm, DateTimeOffset signsFrom);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "Signing key {Kid} is revoked")]
    public static partial void KeyRevoked(this ILogger logger, string kid);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Error, Message = "Signing key {Kid} was added or changed outside this server: it is neither used nor published")]
    public static partial void KeyRefused(this ILogger logger, string kid);
}
