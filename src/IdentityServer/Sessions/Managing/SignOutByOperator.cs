using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;

namespace IdentityServer.Sessions.Managing;

/// <summary>ASVS 7.4.5: an operator ends sessions and nothing else. Whoever was signed in may sign in again at once.</summary>
internal sealed class SignOutByOperator(SessionStore sessions, IHotTables tables, AuditTrail audit, TimeProvider clock)
{
    private static readonly Statement SignedIn = new("""
        SELECT DISTINCT "AccountId" FROM "Sessions" WHERE "EndedAt" IS NULL AND "ExpiresAt" > @now
        """);

    /// <returns>How many sessions ended.</returns>
    public async Task<int> EndAsync(Guid account, Actor by, CancellationToken cancellation)
    {
        var unit = new Unit();
        var ended = await sessions.EndAllAsync(unit, account, except: null, SessionEnd.RevokedByOperator, cancellation);
        foreach (var session in ended)
            audit.Add(unit, new(SessionEvents.Revoked, by)
            {
                Subject = account,
                Session = session.Id,
                Details = new JsonObject { ["device"] = session.Device },
            });
        await tables.WriteAsync(unit, CancellationToken.None);
        return ended.Count;
    }

    /// <summary>Person by person, each in a unit of their own: what was done stays done where the rest is interrupted.</summary>
    public async Task<int> EndEverybodysAsync(Actor by, CancellationToken cancellation)
    {
        var ended = 0;
        foreach (var account in await tables.ListAsync(SignedIn, row => row.GetGuid(0), [clock.GetUtcNow()], cancellation))
            ended += await EndAsync(account, by, cancellation);
        return ended;
    }
}
