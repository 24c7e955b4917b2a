using IdentityServer.Shared;
using IdentityServer.Shared.Welcome;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications.Pickup;

/// <summary>Whoever waits for a mail in Development learns that none will come, and where it is.</summary>
internal sealed class PickupWelcome(IOptions<NotificationOptions> options, IOptions<ServerOptions> server) : IWelcomeLine
{
    public Task<WelcomeLine?> ReadAsync(CancellationToken cancellation) =>
        Task.FromResult(options.Value.Sender is MailSender.Pickup ? new WelcomeLine("Mails", $"{server.Value.Issuer}/dev/mail") : null);
}
