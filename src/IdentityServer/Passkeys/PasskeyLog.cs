using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Metadata;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Passkeys;

internal static partial class PasskeyLog
{
    [LoggerMessage(EventId = 2000, Level = LogLevel.Debug, Message = "Passkey accepted for {Purpose}")]
    public static partial void PasskeyAccepted(this ILogger logger, CeremonyPurpose purpose);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "Passkey refused ({Event}): {Reason}")]
    public static partial void PasskeyRefused(this ILogger logger, string @event, PasskeyRefusal reason);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Warning, Message = "Passkeys of {Former} were given up for {Present}: {People} people need a new one")]
    public static partial void RelyingPartyAbandoned(this ILogger logger, string former, string present, long people);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Error, Message = "A browser refuses passkeys at the address of our page: issuer, relying party id or related origins do not fit together")]
    public static partial void WrongAddress(this ILogger logger);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Information, Message = "Authenticator metadata {Number} is in use, the next is due on {NextUpdate}")]
    public static partial void MetadataTaken(this ILogger logger, long number, DateOnly nextUpdate);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Error, Message = "Authenticator metadata was refused, the last one stays in use: {Reason}")]
    public static partial void MetadataRefused(this ILogger logger, MetadataRefusal reason);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Warning, Message = "Authenticator metadata {Number} is overdue since {NextUpdate}")]
    public static partial void MetadataOverdue(this ILogger logger, long number, DateOnly nextUpdate);

    [LoggerMessage(EventId = 2007, Level = LogLevel.Warning, Message = "{Count} passkeys of managed groups no longer satisfy the demands")]
    public static partial void PasskeysFlagged(this ILogger logger, int count);
}
