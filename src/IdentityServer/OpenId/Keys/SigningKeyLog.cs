using System.Globalization;
using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Keys;

internal static partial class SigningKeyLog
{
    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "Signing keys are published: {Keys}")]
    private static partial void KeysPublished(this ILogger logger, string keys);

    /// <summary>One line for all: on the first start it stands beside the link that the newcomer looks for.</summary>
    public static void Published(this ILogger logger, IReadOnlyCollection<StoredSigningKey> keys)
    {
        if (keys.Count > 0 && logger.IsEnabled(LogLevel.Information))
            logger.KeysPublished(string.Join(", ", keys.Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Algorithm} {key.Kid} signs from {key.SignsFrom:u}"))));
    }

    [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "Signing key {Kid} is revoked")]
    public static partial void KeyRevoked(this ILogger logger, string kid);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Error, Message = "Signing key {Kid} was added or changed outside this server: it is neither used nor published")]
    public static partial void KeyRefused(this ILogger logger, string kid);
}
