using Microsoft.Extensions.Logging;

namespace IdentityServer.Notifications;

internal static partial class NotificationsLog
{
    [LoggerMessage(EventId = 6000, Level = LogLevel.Warning, Message = "IdentityServer:Notifications:Sender is None: nobody is told by mail of changes to their account, and nothing that needs a mail works")]
    public static partial void NothingIsSent(this ILogger logger);

    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "Mails could not be looked for or their state not be noted; it will be tried again")]
    public static partial void DeliveryFailed(this ILogger logger, Exception fault);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Warning, Message = "Mail {Id} ({Kind}) failed for the {Attempts}. time: {Failure}; next try in {Wait}")]
    public static partial void MailPostponed(this ILogger logger, Guid id, string kind, int attempts, string failure, TimeSpan wait);

    [LoggerMessage(EventId = 6003, Level = LogLevel.Error, Message = "Mail {Id} ({Kind}) is {State} after {Attempts} tries: {Failure}")]
    public static partial void MailGivenUp(this ILogger logger, Guid id, string kind, OutboxState state, int attempts, string? failure);

    [LoggerMessage(EventId = 6004, Level = LogLevel.Warning, Message = "The mail server {Host} failed so often that it is left alone for {Pause}")]
    public static partial void MailServerPaused(this ILogger logger, string host, TimeSpan pause);
}
