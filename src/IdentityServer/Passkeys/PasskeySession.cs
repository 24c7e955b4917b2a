using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Sessions.Proofs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Passkeys;

/// <summary>
/// A proof becomes a session, or renews the one it was asked for in: the passkey's new state, the session, the action that it
/// confirms and the trail in one unit.
/// </summary>
internal sealed class PasskeySession(PasskeyUse use, SessionStart start, ActionProofs actions, ILogger<PasskeySession> logger)
{
    /// <summary>False where the passkey was removed or suspended in the meantime: its own row is part of the unit.</summary>
    public async Task<bool> OpenAsync(HttpContext http, PasskeyProof.Accepted proof, Interaction? interaction, CancellationToken cancellation)
    {
        var ceremony = proof.Ceremony;
        var unit = new Unit();
        await use.AddToAsync(unit, http, proof);
        var started = await start.AddToAsync(unit, http, interaction, proof.Account.Id, PasskeyUse.ToEvent(proof), cancellation);
        if (ceremony.ActionHash is { } hash)
            actions.Add(unit, started.Session.Id, hash);

        if (ceremony.Purpose is CeremonyPurpose.StepUp)
            use.AddEvent(unit, SessionEvents.StepUpSucceeded, proof, started.Session.Id, new() { ["class"] = ceremony.ActionClass });
        else
            use.AddEvent(unit, PasskeyEvents.LoginSucceeded, proof, started.Session.Id);

        if (!await start.CommitAsync(unit, http, started))
            return false;

        logger.PasskeyAccepted(ceremony.Purpose);
        return true;
    }
}
