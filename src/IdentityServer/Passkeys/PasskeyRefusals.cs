using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Shared.Errors;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Passkeys;

/// <summary>What a refused proof leaves behind. The person reads one sentence; the trail keeps the reason.</summary>
internal sealed class PasskeyRefusals(
    CeremonyLimits limits,
    CeremonyFunnel funnel,
    PasskeySuspicion suspicion,
    PasskeyTrail trail,
    IHotTables tables,
    RelyingParty relyingParty,
    ILogger<PasskeyRefusals> logger)
{
    public async Task<IResult> AnswerAsync(HttpContext http, CeremonyPurpose purpose, PasskeyProof.Refused refused)
    {
        if (refused.FailedAt is { } account && await limits.FailAsync(http, account, refused.IsAcquainted) is not ThrottleOutcome.Allowed and var tooOften)
            refused = refused with { Reason = PasskeyRefusal.RateLimited, TooMany = tooOften };

        funnel.Refused(http, purpose, refused);

        // The first of many is in the trail already, written by the limit itself.
        if (refused.TooMany is { } outcome && TooManyRequests.For(outcome) is { } tooMany)
            return tooMany;

        await RecordAsync(refused, EventFor(purpose));
        return CeremonyResult.Problem(refused.Reason, SignalFor(refused), SupportCode.Of(http));
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
            await suspicion.AddToAsync(unit, refused, passkey);

        trail.Add(unit, refused.Passkey, new(type, Actor.Anonymous)
        {
            Reason = refused.Reason.Code,
            // SU-18: somebody else's passkey in a session of mine is for me to hear of.
            Subject = refused.Ceremony is { SessionId: not null, AccountId: { } owner } ? owner : refused.Passkey?.AccountId ?? refused.Ceremony?.AccountId,
            Session = refused.Ceremony?.SessionId,
        });
        await tables.WriteAsync(unit, CancellationToken.None);
        logger.PasskeyRefused(type.Name, refused.Reason);
    }
}
