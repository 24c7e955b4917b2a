using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Data.Protection;

internal sealed class RootKeyStore(IHotTables tables, KeyWraps wraps, TimeProvider clock, ILogger<RootKeyStore> log)
{
    private static readonly Statement Select = new("""SELECT "CreatedAt", "WrappedBy", "Wrapped" FROM "RootKeys" WHERE "Id" = @id""");

    private static readonly Statement Insert = new("""
        INSERT INTO "RootKeys" ("Id", "CreatedAt", "WrappedBy", "Wrapped") VALUES (@id, @created, @wrappedBy, @wrapped)
        """);

    private static readonly Statement Replace = new("""
        UPDATE "RootKeys" SET "WrappedBy" = @wrappedBy, "Wrapped" = @wrapped WHERE "Id" = @id AND "WrappedBy" = @former
        """);

    public async Task<byte[]> LoadAsync(CancellationToken cancellation)
    {
        var row = await FindAsync(cancellation) ?? await CreateAsync(cancellation);
        var root = Unwrap(row);
        if (row.WrappedBy != wraps.Present.Id)
            await RewrapAsync(row, root, cancellation);

        return root;
    }

    private Task<RootKey?> FindAsync(CancellationToken cancellation) => tables.FindAsync(Select, row => new RootKey
    {
        CreatedAt = row.GetInstant(0),
        WrappedBy = row.GetString(1),
        Wrapped = row.GetFieldValue<byte[]>(2),
    }, [RootKey.TheOne], cancellation);

    private async Task<RootKey> CreateAsync(CancellationToken cancellation)
    {
        var row = RootKey.New(wraps.Present, clock.GetUtcNow());
        var outcome = await tables.WriteAsync(
            new Unit().Add(Insert, row.Id, row.CreatedAt, row.WrappedBy, row.Wrapped), cancellation);
        if (outcome is UnitOutcome.Committed)
            return row;

        // Another instance started at the same moment and was first.
        return await FindAsync(cancellation) ?? throw new InvalidOperationException("The root key can be neither written nor read.");
    }

    private byte[] Unwrap(RootKey row)
    {
        var wrap = wraps.Find(row.WrappedBy) ?? throw Fault(
            $"IdentityServer:MasterKey is not the key of this database: it is protected by master key {row.WrappedBy}, this one is "
            + $"{wraps.Present.Id}. Set the key the database was made with; to replace it, set the new key and name the old one under IdentityServer:MasterKey:Former");
        try
        {
            return wrap.Unwrap(row.Wrapped);
        }
        catch (CryptographicException)
        {
            throw Fault($"The root key in the database was changed since master key {wrap.Id} wrapped it: restore the table RootKeys from a backup");
        }
    }

    private async Task RewrapAsync(RootKey row, byte[] root, CancellationToken cancellation)
    {
        var present = wraps.Present;
        await tables.WriteAsync(
            new Unit().Add(Replace, present.Id, present.Wrap(root), RootKey.TheOne, row.WrappedBy), cancellation);
        log.MasterKeyReplaced(row.WrappedBy, present.Id);
    }

    private static OptionsValidationException Fault(string sentence) =>
        new(Options.DefaultName, typeof(MasterKeyOptions), [sentence]);
}
