using IdentityServer.Protocol.OpenId.Clients.Authentication;
using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Clients;

internal static partial class ClientLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "Client {ClientId} cannot be used, because its metadata break a rule: {Fault}")]
    public static partial void ClientRefused(this ILogger logger, string clientId, string fault);

    // The name is one that is registered: what strangers write gets into no log.
    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "Client {ClientId} was not believed ({Method}): {Refusal}")]
    public static partial void ClientNotAuthenticated(this ILogger logger, string? clientId, string method, ClientRefusal refusal);
}
