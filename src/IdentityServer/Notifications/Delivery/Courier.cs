using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Shared.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications.Delivery;

/// <summary>
/// One mail, one attempt. Between the mail server's yes and our own note of it a crash means a second copy; both carry
/// the same Message-ID, by which most mailboxes show one.
/// </summary>
internal sealed class Courier(
    OutboxStore store,
    OutboxSeal seal,
    IMailSender sender,
    IEnumerable<IDeliveryObserver> observers,
    Tally tally,
    IOptions<NotificationOptions> options,
    TimeProvider clock,
    ILogger<Courier> logger)
{
    public async Task DeliverAsync(OutboxMessage message)
    {
        var held = clock.GetUtcNow() + options.Value.LongestAttempt;
        if (!await store.ClaimAsync(message, held))
            return;

        if (message.ExpiresAt <= clock.GetUtcNow())
            await FinishAsync(message, held, OutboxState.Dead, "expired");
        else if (await IsEnoughAsync(message))
            await FinishAsync(message, held, OutboxState.Withheld, "enough");
        else if (message.Attempts >= options.Value.Tries)
            await FinishAsync(message, held, OutboxState.Dead, "interrupted"); // each time before it was known how it went
        else
            await AttemptAsync(message, held);
    }

    private async Task AttemptAsync(OutboxMessage message, DateTimeOffset held)
    {
        if (!seal.TryOpen(message.Sealed, out var mail))
        {
            await FinishAsync(message, held, OutboxState.Dead, "damaged");
            return;
        }

        // Not cancelled by the server's stopping: it is short, and a mail cut off in the middle may or may not have gone.
        switch (await sender.SendAsync(mail, CancellationToken.None))
        {
            case SendOutcome.Sent:
                await FinishAsync(message, held, OutboxState.Sent, failure: null);
                break;
            case SendOutcome.Refused { Failure: var failure }:
                await FinishAsync(message, held, OutboxState.Dead, failure);
                break;
            case SendOutcome.NotTried:
                await store.PostponeAsync(message, held, clock.GetUtcNow() + options.Value.FirstWait, message.Attempts, "paused");
                break;
            case SendOutcome.Failed { Failure: var failure } when message.Attempts + 1 >= options.Value.Tries:
                await FinishAsync(message, held, OutboxState.Dead, failure);
                break;
            case SendOutcome.Failed { Failure: var failure }:
                await PostponeAsync(message, held, failure);
                break;
        }
    }

    private async Task PostponeAsync(OutboxMessage message, DateTimeOffset held, string failure)
    {
        var attempts = message.Attempts + 1;
        var wait = RetryWait.After(attempts, options.Value);
        await store.PostponeAsync(message, held, clock.GetUtcNow() + wait, attempts, failure);
        logger.MailPostponed(message.Id, message.Kind, attempts, failure, wait);
        tally.Count(Measures.Mails, message.Kind, "retried");
    }

    private async Task FinishAsync(OutboxMessage message, DateTimeOffset held, OutboxState state, string? failure)
    {
        var unit = store.Finish(new Unit(), message, held, state, failure);
        foreach (var observer in observers)
            observer.AddTo(unit, new(message.Id, message.Kind, message.AccountId, state, failure));

        await store.WriteAsync(unit);
        if (state is OutboxState.Dead or OutboxState.Withheld)
            logger.MailGivenUp(message.Id, message.Kind, state, message.Attempts + 1, failure);
        tally.Count(Measures.Mails, message.Kind, state.ToString().ToLowerInvariant());
    }

    private async Task<bool> IsEnoughAsync(OutboxMessage message) =>
        NoticeTypes.Find(message.Kind) is { } type
        && await store.SentLatelyAsync(message, clock.GetUtcNow() - TimeSpan.FromHours(1)) >= type.PerHour;
}
