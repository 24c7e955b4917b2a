using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Delivery;

namespace IdentityServer.Accounts;

/// <summary>What became of each mail, for whoever must show that a person was told.</summary>
internal sealed class NoticeTrail(AuditTrail audit) : IDeliveryObserver
{
    public void AddTo(Unit unit, DeliveredMail mail) =>
        audit.Add(unit, new(mail.State is OutboxState.Sent ? ServerEvents.NoticeSent : ServerEvents.NoticeFailed, Actor.System)
        {
            Subject = mail.AccountId,
            Reason = mail.Failure?.Split(' ')[0],
            Details = new JsonObject { ["channel"] = "mail", ["template"] = mail.Kind, ["notice"] = mail.Id, ["reply"] = mail.Failure },
        });
}
