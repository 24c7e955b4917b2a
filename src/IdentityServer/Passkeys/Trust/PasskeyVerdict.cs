using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Protocol.WebAuthn.Metadata;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Trust;

/// <summary>What becomes of a passkey that was reviewed: its mark, its suspension, and who hears of them.</summary>
internal sealed class PasskeyVerdict(IHotTables tables, PasskeyTrail trail, AccountNotices notices, IOptions<PasskeyOptions> options)
{
    /// <returns>Whether it was marked just now.</returns>
    public async Task<bool> ApplyAsync(Passkey passkey, AuthenticatorRefusal? reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var unit = new Unit();
        var marked = reason is not null && reason != passkey.FlaggedFor;
        if (reason != passkey.FlaggedFor)
        {
            PasskeyStore.Flag(unit, passkey, reason, now);
            Tell(unit, marked ? PasskeyEvents.Flagged : PasskeyEvents.Cleared, passkey, reason);
        }

        if (marked)
            await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Flagged(passkey.Name), cancellation);

        var stops = reason is not null && options.Value.Attestation.SuspendUnacceptable;
        if (stops && passkey.Works)
        {
            PasskeyStore.Suspend(unit, passkey, PasskeySuspension.Metadata, now);
            Tell(unit, PasskeyEvents.Suspended, passkey, reason);
        }
        else if (!stops && passkey.SuspendedFor is PasskeySuspension.Metadata)
        {
            PasskeyStore.Reactivate(unit, passkey);
            Tell(unit, PasskeyEvents.Reactivated, passkey, reason);
        }

        if (unit.Steps is not [])
            await tables.WriteAsync(unit, cancellation);
        return marked;
    }

    private void Tell(Unit unit, AuditEventType type, Passkey passkey, AuthenticatorRefusal? reason) =>
        trail.Add(unit, passkey, new(type, Actor.System) { Details = new() { ["cause"] = reason?.ToString() } });
}
