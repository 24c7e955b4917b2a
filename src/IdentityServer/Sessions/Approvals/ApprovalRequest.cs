using System.Security.Cryptography;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Shared.Edge;
using IdentityServer.Shared.Requests;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions.Approvals;

/// <summary>
/// A browser asks in somebody's name. It is shown a number whoever it named: whether anybody sees the question is between
/// the owner and us.
/// </summary>
internal sealed class ApprovalRequest(
    ApprovalAudience audience, Throttle throttle, IOptions<EdgeOptions> edge,
    IHotTables tables, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The handle of the question; or how long to wait, where this network asks too often.</summary>
    public async Task<(Handle Handle, ThrottleOutcome Outcome)> AskAsync(
        HttpContext http, Interaction? interaction, string name, CancellationToken cancellation)
    {
        var outcome = await throttle.TakeAsync(throttle.Rules.DeviceApprovalsPerNetwork.For(http.Connection.RemoteIpAddress), cancellation);
        if (outcome is not ThrottleOutcome.Allowed)
            return (default, outcome);

        var now = clock.GetUtcNow();
        var handle = Handle.New(now);
        var seen = SeenAt.Of(http, edge.Value);
        var asked = await audience.FindAsync(http, interaction, name, cancellation);
        var unit = ApprovalStore.Insert(new(), new()
        {
            Id = handle.ToKey(),
            BrowserHash = Browser.HashOrCreate(http, now),
            AccountId = asked,
            Interaction = interaction?.Handle.ToString(),
            Number = RandomNumberGenerator.GetInt32(10, 100),
            Device = seen.Device,
            Country = seen.Country,
            Network = NetworkPrefix.ForRecords(http.Connection.RemoteIpAddress),
            App = interaction?.App?.Name is { } app ? app[..Math.Min(app.Length, 256)] : null,
            AskedAt = now,
            ExpiresAt = now + SignInApproval.Lifetime,
        });
        // Written whoever it is about, and about nobody where nobody sees the question.
        audit.Add(unit, new(SessionEvents.ApprovalAsked, Actor.Anonymous) { Subject = asked, Reason = asked is null ? "nobody_asked" : null });
        await tables.WriteAsync(unit, cancellation);
        return (handle, outcome);
    }
}
