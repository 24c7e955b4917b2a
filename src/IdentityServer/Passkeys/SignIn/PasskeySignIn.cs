using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.SignIn;

/// <summary>A proof becomes a session, if it is of somebody whom the journey may lead to.</summary>
internal sealed class PasskeySignIn(
    AssertionCheck check, InteractionStore interactions, PasskeySession session, PasskeyRefusals refusals, CeremonyFunnel funnel, AfterSignIn after)
{
    public async Task<IResult> AnswerAsync(HttpContext http, CeremonyAnswer answer, CancellationToken cancellation)
    {
        var proof = await check.CheckAsync(http, answer, CeremonyPurpose.SignIn, cancellation);
        if (proof is not PasskeyProof.Accepted accepted)
            return await RefuseAsync((PasskeyProof.Refused)proof);

        var interaction = await interactions.FindAsync(http, accepted.Ceremony.Interaction, cancellation);
        if (interaction?.AccountId is { } expected && expected != accepted.Account.Id)
            return await RefuseAsync(accepted.Refuse(PasskeyRefusal.CredNotAllowed));

        if (!await session.OpenAsync(http, accepted, interaction, cancellation))
            return await RefuseAsync(accepted.Refuse(PasskeyRefusal.CredSuspended));

        funnel.SignedIn(http, accepted, answer.Attempts);
        return after.Answer(http, accepted, interaction);

        Task<IResult> RefuseAsync(PasskeyProof.Refused refused) => refusals.AnswerAsync(http, CeremonyPurpose.SignIn, refused);
    }
}
