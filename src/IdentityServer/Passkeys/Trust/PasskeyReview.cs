using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Trust;

/// <summary>
/// A model that was fine when it was enrolled may have been broken since, and somebody may have joined a managed group
/// with what they had. Such passkeys are marked, and unmarked when the reason is gone.
/// </summary>
internal sealed class PasskeyReview(
    ManagedGroups managed,
    AuthenticatorDemands demands,
    PasskeyStore passkeys,
    IHotTables tables,
    PasskeyTrail trail,
    AccountNotices notices,
    IOptions<PasskeyOptions> options,
    TimeProvider clock,
    ILogger<PasskeyReview> logger)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var policy = await demands.PresentAsync(cancellation);
        var flagged = 0;
        foreach (var member in await managed.MembersAsync(cancellation))
        {
            foreach (var passkey in await passkeys.OfAccountAsync(member, cancellation))
                flagged += await ReviewAsync(passkey, policy, cancellation) ? 1 : 0;
        }

        if (flagged > 0)
            logger.PasskeysFlagged(flagged);
    }

    private async Task<bool> ReviewAsync(Passkey passkey, AuthenticatorPolicy policy, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var type = passkey.AttestedModel is null ? AttestationType.None : AttestationType.Certified;
        var reason = policy.Reconsider(passkey.AttestedModel ?? Guid.Empty, type, now);
        if (reason == passkey.FlaggedFor)
            return false;

        var unit = new Unit();
        PasskeyStore.Flag(unit, passkey, reason, now);
        Tell(unit, reason is null ? PasskeyEvents.Cleared : PasskeyEvents.Flagged, passkey, reason);
        if (reason is not null && options.Value.Attestation.SuspendUnacceptable && passkey.Works)
        {
            PasskeyStore.Suspend(unit, passkey, PasskeySuspension.Metadata, now);
            Tell(unit, PasskeyEvents.Suspended, passkey, reason);
        }

        if (reason is not null)
            await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Flagged(passkey.Name), cancellation);

        await tables.WriteAsync(unit, cancellation);
        return reason is not null;
    }

    private void Tell(Unit unit, AuditEventType type, Passkey passkey, AuthenticatorRefusal? reason) =>
        trail.Add(unit, passkey, new(type, Actor.System) { Details = new() { ["cause"] = reason?.ToString() } });
}
