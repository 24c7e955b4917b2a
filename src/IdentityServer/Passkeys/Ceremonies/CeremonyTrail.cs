using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions;
using IdentityServer.Shared.Telemetry;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Ceremonies;

/// <summary>
/// Questions and failed prompts whose person a session names. What strangers do at the door is counted only: it is about
/// nobody, and anybody could fill the trail with it.
/// </summary>
internal sealed class CeremonyTrail(AuditTrail audit, Throttle throttle)
{
    /// <param name="unit">The one that writes the question.</param>
    /// <param name="it">The question.</param>
    /// <param name="listed">How many passkeys it names: those that may answer, or those that are there already.</param>
    public void AddIssued(Unit unit, PendingCeremony it, int listed)
    {
        if (it is not { SessionId: { } session, AccountId: { } account })
            return;

        audit.Add(unit, new(PasskeyEvents.OptionsIssued, Actor.User(account))
        {
            Session = session,
            Details = new()
            {
                ["purpose"] = it.Purpose.ToString(),
                ["mediation"] = (it.Conditional ? Mediation.Conditional : Mediation.Modal).ToString(),
                ["uvRequired"] = it.UserVerificationRequired,
                ["listed"] = listed,
                ["ttl"] = (int)(it.ExpiresAt - it.CreatedAt).TotalSeconds,
            },
        });
    }

    public async Task ReportedAsync(HttpContext http, CeremonyReport report, CancellationToken cancellation)
    {
        if (report.Error is null || await http.FindSessionAsync() is not { } session)
            return;

        if (await throttle.TakeAsync(throttle.Rules.ClientErrorsPerAccount.For(session.AccountId), cancellation) is not ThrottleOutcome.Allowed)
            return;

        await audit.WriteAsync(new(PasskeyEvents.ClientError, Actor.User(session.AccountId))
        {
            Session = session.Id,
            Details = new()
            {
                ["ceremony"] = report.Ceremony.ToString(),
                ["mediation"] = report.Mediation.ToString(),
                ["name"] = BrowserErrors.Known(report.Error),
                ["elapsed"] = Elapsed.Class(report.Took),
            },
        }, cancellation);
    }
}
