namespace IdentityServer.Host;

internal static partial class HostLog
{
    [LoggerMessage(EventId = 12000, Level = LogLevel.Information, Message = "Ready at {Issuer}{Lines}")]
    public static partial void Ready(this ILogger logger, string issuer, string lines);
}
