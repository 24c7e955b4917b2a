using IdentityServer.Data;
using IdentityServer.Notifications.Delivery;
using IdentityServer.Notifications.Rendering;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications;

/// <summary>
/// What the rooms write to. A mail joins the transaction of the change it tells of: either both are on disk or neither,
/// and what is on disk is sent, by this instance or another, now or after a restart.
/// </summary>
internal sealed class Outbox(
    NoticeRenderer renderer, OutboxSeal seal, Doorbell bell, IOptions<NotificationOptions> options, TimeProvider clock)
{
    public Unit Add(Unit unit, Recipient recipient, Notice notice)
    {
        if (options.Value.SendsNothing)
            return unit;

        var row = Write(recipient, notice);
        return unit.Require(OutboxStatements.Insert,
            row.Id, row.Kind, row.AccountId, row.Recipient, row.Language, row.CreatedAt, row.ExpiresAt, row.State, row.Attempts, row.NextAttemptAt, row.Sealed);
    }

    /// <summary>Erasure: nothing that was to be sent to this person is kept.</summary>
    public static Unit Forget(Unit unit, Guid accountId) => unit.Add(OutboxStatements.Forget, accountId);

    private OutboxMessage Write(Recipient recipient, Notice notice)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        bell.Ring();
        return new()
        {
            Id = id,
            Kind = notice.Type.Name,
            AccountId = recipient.AccountId,
            Recipient = seal.ReferenceOf(recipient.Address),
            Language = recipient.Language.Name,
            CreatedAt = now,
            ExpiresAt = now + notice.Type.UsefulFor,
            NextAttemptAt = now,
            Sealed = seal.Seal(renderer.Render(id, recipient, notice, now)),
        };
    }
}
