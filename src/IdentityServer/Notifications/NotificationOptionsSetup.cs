using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications;

/// <summary>A newcomer needs no mail server, and who named one needs no second setting.</summary>
internal sealed class NotificationOptionsSetup(IHostEnvironment environment) : IPostConfigureOptions<NotificationOptions>
{
    public void PostConfigure(string? name, NotificationOptions options) => options.Sender ??= options.Smtp.Host switch
    {
        { Length: > 0 } => MailSender.Smtp,
        _ when environment.IsDevelopment() => MailSender.Pickup,
        _ => null,
    };
}
