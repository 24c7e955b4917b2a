using IdentityServer.Protocol.WebAuthn;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Passkeys;

internal static partial class PasskeyLog
{
    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, Message = "Passkey accepted for {Purpose}")]
    public static partial void PasskeyAccepted(this ILogger logger, string purpose);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "Passkey refused ({Event}): {Reason}")]
    public static partial void PasskeyRefused(this ILogger logger, string @event, PasskeyRefusal reason);
}
