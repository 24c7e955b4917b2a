using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Sessions.Proofs;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.StepUp;

/// <summary>
/// The person who is signed in proves it once more, for one class of actions or one action. The passkey must be theirs: the ceremony
/// names their account, so anybody else's passkey is refused whatever the browser offered.
/// </summary>
internal sealed class PasskeyStepUp(
    AssertionCheck check,
    InteractionStore interactions,
    ConfirmerCheck confirmers,
    PasskeySession session,
    PasskeyRefusals refusals,
    CeremonyFunnel funnel)
{
    public async Task<IResult> AnswerAsync(HttpContext http, CeremonyAnswer answer, CancellationToken cancellation)
    {
        var proof = await check.CheckAsync(http, answer, CeremonyPurpose.StepUp, cancellation);
        if (proof is not PasskeyProof.Accepted accepted)
            return await RefuseAsync((PasskeyProof.Refused)proof);

        if (await http.FindSessionAsync() is not { } current || current.Id != accepted.Ceremony.SessionId)
            return await RefuseAsync(accepted.Refuse(PasskeyRefusal.ChallengeBinding));

        // A passkey whose counter went back may be a copy: it signs in, it opens nothing more, and we remember it.
        if (accepted.Reduced)
            return await RefuseAsync(accepted.Refuse(PasskeyRefusal.CounterAnomaly) with { Counter = new CounterDecision.Refuse() });

        var interaction = await interactions.FindAsync(http, accepted.Ceremony.Interaction, cancellation);

        // What a browser was offered it need not keep to.
        var action = Enum.Parse<ActionClass>(accepted.Ceremony.ActionClass!);
        var asked = action is ActionClass.A ? new(action, "") : ProofRequest.Of(interaction);
        if (!(await confirmers.OfAsync(current, asked, cancellation)).Able.Any(it => it.Id == accepted.Passkey.Id))
            return await RefuseAsync(accepted.Refuse(PasskeyRefusal.PolicyDenied));

        if (!await session.OpenAsync(http, accepted, interaction, cancellation))
            return await RefuseAsync(accepted.Refuse(PasskeyRefusal.CredSuspended));

        funnel.SteppedUp(http, accepted);
        return CeremonyResult.Next(interaction?.Continue ?? "/account/passkeys");

        Task<IResult> RefuseAsync(PasskeyProof.Refused refused) => refusals.AnswerAsync(http, CeremonyPurpose.StepUp, refused);
    }
}
