using System.Text;
using IdentityServer.OpenId.Clients;
using IdentityServer.Shared.Outgoing;
using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Logout.BackChannel;

/// <summary>One attempt to tell one app (Back-Channel Logout §2.5), and what becomes of the message after it.</summary>
internal sealed class LogoutSender(
    LogoutDeliveries deliveries,
    ClientCatalog clients,
    LogoutTokens tokens,
    OutgoingClient outgoing,
    TimeProvider clock,
    ILogger<LogoutSender> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>An app that is down for a night still hears of it; after a day its own sessions have ended.</summary>
    private static readonly IReadOnlyList<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(10),
    ];

    public async Task SendAsync(LogoutDelivery delivery, CancellationToken cancellation)
    {
        if (!await deliveries.TryReserveAsync(delivery, cancellation))
            return;

        if (!await clients.HearsOfLogoutAsync(delivery.ClientId, cancellation))
            await deliveries.DropAsync(delivery);
        else if (await TryAsync(delivery, cancellation) is not { } failure)
            await deliveries.CompleteAsync(delivery);
        else if (delivery.Attempts < Waits.Count)
        {
            log.LogoutNotDelivered(delivery.ClientId, delivery.Attempts + 1, failure);
            await deliveries.PostponeAsync(delivery, clock.GetUtcNow() + Waits[delivery.Attempts]);
        }
        else
        {
            log.LogoutGivenUp(delivery.ClientId, delivery.Attempts + 1, failure);
            await deliveries.GiveUpAsync(delivery, failure);
        }
    }

    /// <returns>What went wrong.</returns>
    private async Task<string?> TryAsync(LogoutDelivery delivery, CancellationToken cancellation)
    {
        if (await clients.FindAsync(delivery.ClientId, cancellation) is not { BackchannelLogoutUri: { } address } client)
            return "client_cannot_be_used";

        var result = await outgoing.SendAsync(new(new Uri(address))
        {
            Body = Encoding.ASCII.GetBytes("logout_token=" + await tokens.WriteAsync(delivery, client, cancellation)),
            BodyType = "application/x-www-form-urlencoded",
            Timeout = Patience,
            MaximumLength = 4096,
        }, cancellation);

        return result switch
        {
            OutgoingResult.Answered { IsSuccess: true } => null,
            OutgoingResult.Answered answered => $"status_{(int)answered.Status}",
            OutgoingResult.Failed failed => failed.Reason.ToString(),
            _ => throw new InvalidOperationException("There is no further result."),
        };
    }
}
