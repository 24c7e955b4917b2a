namespace IdentityServer.Data.Jobs;

/// <summary>Conditional updates decide who holds a lease; of several who ask at once, one is told yes.</summary>
internal sealed class JobLeaseStore(IHotTables tables, TimeProvider clock)
{
    private static readonly Statement Take = new("""
        UPDATE "JobLeases" SET "Holder" = @holder, "Until" = @until WHERE "Name" = @name AND ("Holder" = @holder OR "Until" <= @now)
        """);

    private static readonly Statement Create = new("""
        INSERT INTO "JobLeases" ("Name", "Holder", "Until")
        SELECT @name, @holder, @until WHERE NOT EXISTS (SELECT 1 FROM "JobLeases" WHERE "Name" = @name)
        """);

    private static readonly Statement GiveBack = new("""UPDATE "JobLeases" SET "Until" = @past WHERE "Name" = @name AND "Holder" = @holder""");

    /// <summary>Takes a free lease or prolongs one's own.</summary>
    public async Task<bool> TryHoldAsync(string name, Guid holder, TimeSpan duration, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var until = now + duration;

        return await WriteAsync(new Unit().Require(Take, holder, until, name, now), cancellation)
            || await WriteAsync(new Unit().Require(Create, name, holder, until), cancellation);
    }

    public Task GiveBackAsync(string name, Guid holder) =>
        tables.WriteAsync(new Unit().Add(GiveBack, 0L, name, holder), CancellationToken.None);

    private async Task<bool> WriteAsync(Unit unit, CancellationToken cancellation) =>
        await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed;
}
