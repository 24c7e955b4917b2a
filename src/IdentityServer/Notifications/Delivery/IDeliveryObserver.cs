using IdentityServer.Data;

namespace IdentityServer.Notifications.Delivery;

/// <summary>For the room above that keeps the trail: its part joins the unit that notes what became of a mail.</summary>
internal interface IDeliveryObserver
{
    void AddTo(Unit unit, DeliveredMail mail);
}

internal sealed record DeliveredMail(Guid Id, string Kind, Guid? AccountId, OutboxState State, string? Failure);
