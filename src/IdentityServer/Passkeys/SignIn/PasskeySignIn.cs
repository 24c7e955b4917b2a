using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Passkeys.SignIn;

/// <summary>A proof becomes a session: the passkey's new state, the session and the trail in one unit.</summary>
internal sealed class PasskeySignIn(
    AssertionCheck check,
    PasskeyUse use,
    PasskeyRefusals refusals,
    InteractionStore interactions,
    SessionStart start,
    IHotTables tables,
    CeremonyFunnel funnel,
    AfterSignIn after,
    TimeProvider clock,
    ILogger<PasskeySignIn> logger)
{
    public async Task<IResult> AnswerAsync(HttpContext http, CeremonyAnswer answer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var proof = await check.CheckAsync(http, answer, CeremonyPurpose.SignIn, now, cancellation);
        if (proof is not PasskeyProof.Accepted accepted)
            return await refusals.AnswerAsync(http, CeremonyPurpose.SignIn, (PasskeyProof.Refused)proof);

        var interaction = await interactions.FindAsync(http, accepted.Ceremony.Interaction, cancellation);
        if (interaction?.AccountId is { } expected && expected != accepted.Account.Id)
            return await refusals.AnswerAsync(http, CeremonyPurpose.SignIn, accepted.Refuse(PasskeyRefusal.CredNotAllowed));

        var unit = new Unit();
        await use.AddToAsync(unit, http, accepted, now);
        var session = await start.AddToAsync(unit, http, interaction, accepted.Account.Id, PasskeyUse.ToEvent(accepted, now), cancellation);
        use.AddEvent(unit, PasskeyEvents.LoginSucceeded, accepted, session.Session.Id);

        // Removed or suspended in the meantime: the passkey's own row is part of the unit.
        if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            return await refusals.AnswerAsync(http, CeremonyPurpose.SignIn, accepted.Refuse(PasskeyRefusal.CredSuspended));

        session.WriteCookies(http);
        funnel.SignedIn(http, accepted, answer.Attempts);
        logger.PasskeyAccepted(nameof(CeremonyPurpose.SignIn));
        return await after.AnswerAsync(http, accepted, interaction);
    }
}
