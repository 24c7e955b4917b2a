using Microsoft.Extensions.Logging;

namespace IdentityServer.Shared;

internal static partial class SharedLog
{
    [LoggerMessage(EventId = 11000, Level = LogLevel.Warning, Message = "Setting {Key} is unknown and has no effect; docs/configuration.md lists all settings")]
    public static partial void UnknownSetting(this ILogger logger, string key);

    [LoggerMessage(EventId = 11001, Level = LogLevel.Information, Message = "Request refused: neither the issuer's host nor one of IdentityServer:Edge:Hosts")]
    public static partial void UnknownHost(this ILogger logger);

    [LoggerMessage(EventId = 11002, Level = LogLevel.Warning, Message = "Request refused: it came through a proxy that is not among IdentityServer:Edge:Proxies")]
    public static partial void UnknownProxy(this ILogger logger);
}
