using IdentityServer.Data;

namespace IdentityServer.Sessions.Proofs;

/// <summary>Proofs for one action each, between the passkey and the action.</summary>
internal sealed class ActionProofs(IHotTables tables, TimeProvider clock)
{
    /// <summary>The form that was waiting is sent by itself; a minute is for slow lines, not for second thoughts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private static readonly Statement Insert = new("""
        INSERT INTO "ActionProofs" ("SessionId", "ActionHash", "ExpiresAt") VALUES (@session, @hash, @expires)
        """);

    private static readonly Statement Delete = new("""
        DELETE FROM "ActionProofs" WHERE "SessionId" = @session AND "ActionHash" = @hash
        """);

    private static readonly Statement Take = new("""
        DELETE FROM "ActionProofs" WHERE "SessionId" = @session AND "ActionHash" = @hash AND "ExpiresAt" > @now
        """);

    /// <summary>In the unit that records the proof. One that was never used gives way.</summary>
    public void Add(Unit unit, Guid sessionId, byte[] actionHash, TimeSpan? lifetime = null) => unit
        .Add(Delete, sessionId, actionHash)
        .Require(Insert, sessionId, actionHash, clock.GetUtcNow() + (lifetime ?? Lifetime));

    /// <summary>True once for each proof, however many ask at once.</summary>
    public async Task<bool> TakeAsync(Guid sessionId, byte[] actionHash, CancellationToken cancellation) =>
        await tables.WriteAsync(new Unit().Require(Take, sessionId, actionHash, clock.GetUtcNow()), cancellation) is UnitOutcome.Committed;
}
