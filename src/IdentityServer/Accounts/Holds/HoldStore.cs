using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;

namespace IdentityServer.Accounts.Holds;

internal sealed class HoldStore(IHotTables tables, AuditTrail audit, TimeProvider clock)
{
    private static readonly Statement Insert = new("""
        INSERT INTO "Holds" ("Id", "AccountId", "Kind", "StartsAt", "EndsAt") VALUES (@id, @account, @kind, @starts, @ends)
        """);

    private static readonly Statement Latest = new("""
        SELECT "EndsAt" FROM "Holds" WHERE "AccountId" = @account AND "EndsAt" > @now AND "LiftedAt" IS NULL ORDER BY "EndsAt" DESC
        """);

    private static readonly Statement LiftAll = new("""
        UPDATE "Holds" SET "LiftedAt" = @now WHERE "AccountId" = @account AND "LiftedAt" IS NULL
        """);

    /// <summary>Until when sensitive changes have to wait; null where they need not.</summary>
    public async Task<DateTimeOffset?> EndOfAsync(Guid accountId, CancellationToken cancellation)
    {
        var ends = await tables.ListAsync(Latest, row => row.GetInstant(0), [accountId, clock.GetUtcNow()], cancellation);
        return ends is [var last, ..] ? last : null;
    }

    public void Begin(Unit unit, Guid accountId, HoldKind kind, TimeSpan length)
    {
        var now = clock.GetUtcNow();
        unit.Require(Insert, Guid.CreateVersion7(now), accountId, kind, now, now + length);
        audit.Add(unit, new(RecoveryEvents.HoldStarted, Actor.System)
        {
            Subject = accountId,
            Details = new() { ["kind"] = kind.ToString(), ["hours"] = (int)length.TotalHours },
        });
    }

    /// <summary>By somebody who may: what was held is possible again.</summary>
    public void Lift(Unit unit, Guid accountId, Actor by)
    {
        unit.Add(LiftAll, clock.GetUtcNow(), accountId);
        audit.Add(unit, new(RecoveryEvents.HoldLifted, by) { Subject = accountId });
    }
}
