using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Passkeys;

/// <summary>What a refused proof leaves behind. The person reads one sentence; the trail keeps the reason.</summary>
internal sealed class PasskeyRefusals(
    CeremonyLimits limits,
    CeremonyFunnel funnel,
    IHotTables tables,
    AuditTrail audit,
    PasskeyTrail trail,
    AccountNotices notices,
    RelyingParty relyingParty,
    TimeProvider clock,
    ILogger<PasskeyRefusals> logger)
{
    // NIST SP 800-63B-4 §3.2.2: no more than a hundred failures in a row with one authenticator.
    private const int FailureLimit = 100;

    public async Task<IResult> AnswerAsync(HttpContext http, CeremonyPurpose purpose, PasskeyProof.Refused refused)
    {
        if (refused.FailedAt is { } account && await limits.FailAsync(http, account, refused.IsAcquainted) is not ThrottleOutcome.Allowed and var tooOften)
            refused = refused with { Reason = PasskeyRefusal.RateLimited, TooMany = tooOften };

        funnel.Refused(http, purpose, refused);

        // The first of many is in the trail already, written by the limit itself.
        if (refused.TooMany is { } outcome && TooManyRequests.For(outcome) is { } tooMany)
            return tooMany;

        await RecordAsync(refused, EventFor(purpose));
        return CeremonyResult.Problem(refused.Reason, SignalFor(refused));
    }

    public CeremonySignal? SignalFor(PasskeyProof.Refused refused) => refused.SignalFor(relyingParty);

    private static AuditEventType EventFor(CeremonyPurpose purpose) => purpose switch
    {
        CeremonyPurpose.Registration => PasskeyEvents.RegisterFailed,
        CeremonyPurpose.StepUp => SessionEvents.StepUpFailed,
        _ => PasskeyEvents.LoginFailed,
    };

    private async Task RecordAsync(PasskeyProof.Refused refused, AuditEventType type)
    {
        var unit = new Unit();
        if (refused.Passkey is { } passkey)
            await AddConsequencesAsync(unit, refused, passkey);

        var entry = new AuditEntry(type, Actor.Anonymous)
        {
            Reason = refused.Reason.Code,
            // SU-18: somebody else's passkey in a session of mine is for me to hear of.
            Subject = refused.Ceremony is { SessionId: not null, AccountId: { } owner } ? owner : refused.Passkey?.AccountId ?? refused.Ceremony?.AccountId,
            Session = refused.Ceremony?.SessionId,
        };
        if (refused.Passkey is null)
            audit.Add(unit, entry);
        else
            trail.Add(unit, refused.Passkey, entry);
        await tables.WriteAsync(unit, CancellationToken.None);
        logger.PasskeyRefused(type.Name, refused.Reason);
    }

    private async Task AddConsequencesAsync(Unit unit, PasskeyProof.Refused refused, Passkey passkey)
    {
        var now = clock.GetUtcNow();

        if (refused.SealBroken)
        {
            trail.Add(unit, passkey, new(ServerEvents.IntegrityFailed, Actor.System));
            await SuspendAsync(unit, passkey, PasskeySuspension.Integrity, now);
        }

        if (refused.Counter is not null)
        {
            unit.Add(PasskeyStatements.Anomaly, now, passkey.Id);
            trail.Add(unit, passkey, new(PasskeyEvents.CounterAnomaly, Actor.System));
        }

        if (refused.Counter is CounterDecision.Suspend)
            await SuspendAsync(unit, passkey, PasskeySuspension.CounterAnomaly, now);

        // A stranger who knows the passkey's id must not be able to take it from its owner.
        if (refused is not { Reason: PasskeyRefusal.BadSignature, IsAcquainted: true })
            return;

        unit.Add(PasskeyStatements.Failure, passkey.Id);
        if (passkey.FailuresInARow + 1 >= FailureLimit)
            await SuspendAsync(unit, passkey, PasskeySuspension.TooManyFailures, now);
    }

    private async Task SuspendAsync(Unit unit, Passkey passkey, PasskeySuspension reason, DateTimeOffset now)
    {
        PasskeyStore.Suspend(unit, passkey, reason, now);
        trail.Add(unit, passkey, new(PasskeyEvents.Suspended, Actor.System));
        await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Suspended(passkey.Name), CancellationToken.None);
    }
}
