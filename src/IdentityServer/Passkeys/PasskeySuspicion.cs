using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;

namespace IdentityServer.Passkeys;

/// <summary>What a refused proof changes about the passkey that it came from, or pretended to come from.</summary>
internal sealed class PasskeySuspicion(IHotTables tables, PasskeyTrail trail, AccountNotices notices, TimeProvider clock)
{
    // NIST SP 800-63B-4 §3.2.2: no more than a hundred failures in a row with one authenticator.
    private const int FailureLimit = 100;

    /// <param name="unit">The one that records the refusal.</param>
    /// <param name="refused">Why.</param>
    /// <param name="passkey">Whose.</param>
    public async Task AddToAsync(Unit unit, PasskeyProof.Refused refused, Passkey passkey)
    {
        if (refused.SealBroken)
            trail.Add(unit, passkey, new(ServerEvents.IntegrityFailed, Actor.System));

        if (refused.Counter is not null)
        {
            unit.Add(PasskeyStatements.Anomaly, clock.GetUtcNow(), passkey.Id);
            trail.Add(unit, passkey, new(PasskeyEvents.CounterAnomaly, Actor.System));
        }

        // A stranger who knows the passkey's id must not be able to take it from its owner.
        var failed = refused is { Reason: PasskeyRefusal.BadSignature, IsAcquainted: true };
        if (failed)
            unit.Add(PasskeyStatements.Failure, passkey.Id);

        PasskeySuspension? suspension = refused switch
        {
            { SealBroken: true } => PasskeySuspension.Integrity,
            { Counter: CounterDecision.Suspend } => PasskeySuspension.CounterAnomaly,
            _ when failed && passkey.FailuresInARow + 1 >= FailureLimit => PasskeySuspension.TooManyFailures,
            _ => null,
        };
        if (suspension is { } reason)
            await SuspendAsync(passkey, reason);
        else if (refused.Counter is not null)
            await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Doubted(passkey.Name), CancellationToken.None);
    }

    // In a unit of its own, which misses where it is suspended already: of many answers at once one tells the owner.
    private async Task SuspendAsync(Passkey passkey, PasskeySuspension reason)
    {
        var unit = new Unit().Require(PasskeyStatements.Suspend, clock.GetUtcNow(), reason, passkey.Id);
        trail.Add(unit, passkey, new(PasskeyEvents.Suspended, Actor.System));
        await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Suspended(passkey.Name), CancellationToken.None);
        await tables.WriteAsync(unit, CancellationToken.None);
    }
}
