using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Sessions.Proofs;

/// <summary>
/// The gate before everything of class A. Asked where the action is about to happen, after everything else about it was
/// checked:
/// <code>
/// var action = new CriticalAction("account.delete", sentence);
/// if (await critical.DemandAsync(HttpContext, action) is { } detour)
///     return detour;
/// </code>
/// The way past the step-up page ends in the same handler with the same form, and this time the gate is open, once.
/// </summary>
internal sealed class CriticalActions(ActionProofs proofs, StepUpDetour detour)
{
    /// <summary>Null where the person has just confirmed exactly this; otherwise the answer that asks them to.</summary>
    public async Task<IActionResult?> DemandAsync(HttpContext http, CriticalAction action)
    {
        var session = (await http.FindSessionAsync())!; // asked on pages only that let nobody in without one
        if (await proofs.TakeAsync(session.Id, action.HashFor(session.AccountId), CancellationToken.None))
            return null;

        return http.Request.WantsJson()
            ? new FreshVerificationRequired(ActionClass.A)
            : new RedirectResult(await detour.BeginAsync(http, ActionClass.A, action));
    }
}
