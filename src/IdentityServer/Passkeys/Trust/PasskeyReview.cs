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
/// with what they had. Such passkeys are marked, or suspended where the operator wants that, until the reason is gone: the
/// model was found to be sound after all, or its owner is no longer a member.
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
        var now = clock.GetUtcNow();
        var policy = await demands.PresentAsync(cancellation);
        var members = await managed.MembersAsync(cancellation);
        var flagged = 0;
        foreach (var member in members)
        {
            foreach (var passkey in await passkeys.OfAccountAsync(member, cancellation))
                flagged += await ReviewAsync(passkey, Judge(passkey, policy, now), now, cancellation) ? 1 : 0;
        }

        foreach (var passkey in (await passkeys.FlaggedAsync(cancellation)).Where(it => !members.Contains(it.AccountId)))
            await ReviewAsync(passkey, reason: null, now, cancellation);

        if (flagged > 0)
            logger.PasskeysFlagged(flagged);
    }

    private static AuthenticatorRefusal? Judge(Passkey passkey, AuthenticatorPolicy policy, DateTimeOffset now) => policy.Reconsider(
        passkey.AttestedModel ?? Guid.Empty, passkey.AttestedModel is null ? AttestationType.None : AttestationType.Certified, now);

    /// <returns>Whether it was marked just now.</returns>
    private async Task<bool> ReviewAsync(Passkey passkey, AuthenticatorRefusal? reason, DateTimeOffset now, CancellationToken cancellation)
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
