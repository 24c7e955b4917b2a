using IdentityServer.Data.Purging;
using IdentityServer.Notifications.Delivery;
using IdentityServer.Notifications.Mime;
using IdentityServer.Notifications.Pickup;
using IdentityServer.Notifications.Rendering;
using IdentityServer.Notifications.Smtp;
using IdentityServer.Shared.Settings;
using IdentityServer.Shared.Welcome;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications;

internal static class NotificationsSetup
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddRoomOptions<NotificationOptions>("Notifications");
        services.AddSingleton<IPostConfigureOptions<NotificationOptions>, NotificationOptionsSetup>();
        services.AddSingleton<IValidateOptions<NotificationOptions>, NotificationOptionsValidator>();
        services.AddSingleton(all => new PurgeRule("Outbox", "FinishedAt", all.GetRequiredService<IOptions<NotificationOptions>>().Value.Retention));
        services.AddHttpContextAccessor();
        return services
            .AddSingleton<NoticeOrigin>()
            .AddSingleton<NoticeRenderer>()
            .AddSingleton<OutboxSeal>()
            .AddSingleton<Outbox>()
            .AddSingleton<OutboxStore>()
            .AddSingleton<Doorbell>()
            .AddSingleton<Courier>()
            .AddSingleton<MimeWriter>()
            .AddSingleton<PickupDirectory>()
            .AddSingleton<SmtpSender>()
            .AddSingleton<PickupSender>()
            .AddSingleton<IWelcomeLine, PickupWelcome>()
            .AddSingleton(Sender)
            .AddHostedService<DeliveryLoop>();
    }

    public static IEndpointRouteBuilder MapNotifications(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            endpoints.MapLetters();

        return endpoints;
    }

    private static IMailSender Sender(IServiceProvider all) => all.GetRequiredService<IOptions<NotificationOptions>>().Value.Sender switch
    {
        MailSender.Smtp => all.GetRequiredService<SmtpSender>(),
        MailSender.Pickup => all.GetRequiredService<PickupSender>(),
        _ => new NoSender(),
    };

    /// <summary>Nothing reaches it: where no mail is sent, none is written.</summary>
    private sealed class NoSender : IMailSender
    {
        public Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellation) =>
            Task.FromResult<SendOutcome>(new SendOutcome.Refused("sender_none"));
    }
}
