using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Sessions.Proofs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Passkeys.StepUp;

/// <summary>
/// The person who is signed in proves it once more, for one class of actions or one action. The passkey must be theirs: the ceremony
/// names their account, so anybody else's passkey is refused whatever the browser offered.
/// </summary>
internal sealed class PasskeyStepUp(
    AssertionCheck check,
    PasskeyUse use,
    PasskeyRefusals refusals,
    InteractionStore interactions,
    ConfirmerCheck confirmers,
    SessionStart start,
    ActionProofs proofs,
    IHotTables tables,
    CeremonyFunnel funnel,
    TimeProvider clock,
    ILogger<PasskeyStepUp> logger)
{
    public async Task<IResult> AnswerAsync(HttpContext http, CeremonyAnswer answer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var proof = await check.CheckAsync(http, answer, CeremonyPurpose.StepUp, now, cancellation);
        if (proof is not PasskeyProof.Accepted accepted)
            return await refusals.AnswerAsync(http, CeremonyPurpose.StepUp, (PasskeyProof.Refused)proof);

        if (await http.FindSessionAsync() is not { } session || session.Id != accepted.Ceremony.SessionId)
            return await refusals.AnswerAsync(http, CeremonyPurpose.StepUp, accepted.Refuse(PasskeyRefusal.ChallengeBinding));

        // A passkey whose counter went back may be a copy: it signs in, it opens nothing more, and we remember it.
        if (accepted.Reduced)
        {
            var refused = accepted.Refuse(PasskeyRefusal.CounterAnomaly) with { Counter = new CounterDecision.Refuse() };
            return await refusals.AnswerAsync(http, CeremonyPurpose.StepUp, refused);
        }

        var action = Enum.Parse<ActionClass>(accepted.Ceremony.ActionClass!);
        var interaction = await interactions.FindAsync(http, accepted.Ceremony.Interaction, cancellation);

        // What a browser was offered it need not keep to.
        var asked = action is ActionClass.A ? new(action, "") : ProofRequest.Of(interaction);
        if (!(await confirmers.OfAsync(session, asked, cancellation)).Able.Any(it => it.Id == accepted.Passkey.Id))
            return await refusals.AnswerAsync(http, CeremonyPurpose.StepUp, accepted.Refuse(PasskeyRefusal.PolicyDenied));

        var unit = new Unit();
        await use.AddToAsync(unit, http, accepted, now);
        var renewed = await start.AddToAsync(unit, http, interaction, accepted.Account.Id, PasskeyUse.ToEvent(accepted, now, action), cancellation);
        if (accepted.Ceremony.ActionHash is { } hash)
            proofs.Add(unit, session.Id, hash);
        use.AddEvent(unit, SessionEvents.StepUpSucceeded, accepted, session.Id, new() { ["class"] = action.ToString() });

        if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            return await refusals.AnswerAsync(http, CeremonyPurpose.StepUp, accepted.Refuse(PasskeyRefusal.CredSuspended));

        renewed.WriteCookies(http);
        funnel.SteppedUp(http, accepted);
        logger.PasskeyAccepted(nameof(CeremonyPurpose.StepUp));
        return CeremonyResult.Next(interaction?.Continue ?? "/account/passkeys");
    }
}
