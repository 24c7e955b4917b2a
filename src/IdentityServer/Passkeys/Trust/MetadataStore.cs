using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Passkeys.Trust;

internal sealed class MetadataStore(IHotTables tables, TimeProvider clock)
{
    private static readonly Statement FindNumber = new("""SELECT "Number" FROM "AuthenticatorMetadata" WHERE "Id" = @id""");

    private static readonly Statement Find = new("""SELECT "Id", "Number", "Content", "ReceivedAt" FROM "AuthenticatorMetadata" WHERE "Id" = @id""");

    private static readonly Statement Begin = new("""
        INSERT INTO "AuthenticatorMetadata" ("Id", "Number", "Content", "ReceivedAt")
        SELECT @id, @none, @content, @now WHERE NOT EXISTS (SELECT 1 FROM "AuthenticatorMetadata" WHERE "Id" = @id)
        """);

    private static readonly Statement Replace = new("""
        UPDATE "AuthenticatorMetadata" SET "Number" = @number, "Content" = @content, "ReceivedAt" = @now WHERE "Id" = @id AND "Number" < @number
        """);

    public async Task<long?> FindNumberAsync(CancellationToken cancellation) =>
        await tables.ListAsync(FindNumber, row => row.GetInt64(0), [MetadataIssue.TheOne], cancellation) is [var number] ? number : null;

    public Task<MetadataIssue?> FindAsync(CancellationToken cancellation) =>
        tables.FindAsync(Find, Read, [MetadataIssue.TheOne], cancellation);

    /// <summary>False where this issue, or a newer one, is there already: numbers only rise.</summary>
    public async Task<bool> TryKeepAsync(long number, byte[] content, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var unit = new Unit()
            .Add(Begin, MetadataIssue.TheOne, -1L, content, now)
            .Require(Replace, number, content, now, MetadataIssue.TheOne);
        return await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed;
    }

    private static MetadataIssue Read(DbDataReader row) => new()
    {
        Id = row.GetInt32(0),
        Number = row.GetInt64(1),
        Content = row.GetFieldValue<byte[]>(2),
        ReceivedAt = row.GetInstant(3),
    };
}
