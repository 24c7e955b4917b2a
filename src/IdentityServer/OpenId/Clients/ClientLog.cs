using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Clients;

internal static partial class ClientLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "Client {ClientId} cannot be used, because its metadata break a rule: {Fault}")]
    public static partial void ClientRefused(this ILogger logger, string clientId, string fault);
}
