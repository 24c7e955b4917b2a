using Microsoft.Extensions.Options;

namespace IdentityServer.Audit.Sealing;

/// <summary>The moments that separate fresh from settled, settled from closed, and closed from outdated.</summary>
internal sealed class SealWindows(IOptions<AuditOptions> options, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Events up to here are sealed.</summary>
    public EventId Settled => EventId.Before(Now - options.Value.Settling);

    /// <summary>Batches sealed before this moment can be closed.</summary>
    public DateTimeOffset Closing => Now - options.Value.LateArrival;

    /// <summary>Events up to here are past their retention.</summary>
    public EventId Outdated => EventId.Before(Now - options.Value.Retention);
}
