using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.OpenId.Logos;

internal sealed class LogoStore(IHotTables tables)
{
    private static readonly Statement Find = new("""
        SELECT "ClientId", "Source", "CheckedAt", "Key" FROM "ClientLogos" WHERE "ClientId" = @id
        """);

    private static readonly Statement List = new("""SELECT "ClientId", "Source", "CheckedAt", "Key" FROM "ClientLogos" """);

    private static readonly Statement FindPicture = new("""SELECT "MediaType", "Picture" FROM "ClientLogos" WHERE "Key" = @key""");

    private static readonly Statement Check = new("""
        UPDATE "ClientLogos" SET "CheckedAt" = @now WHERE "ClientId" = @id AND "Source" = @source
        """);

    private static readonly Statement Delete = new("""DELETE FROM "ClientLogos" WHERE "ClientId" = @id""");

    private static readonly Statement Insert = new("""
        INSERT INTO "ClientLogos" ("ClientId", "Source", "CheckedAt", "Key", "MediaType", "Picture")
        VALUES (@id, @source, @now, @key, @type, @picture)
        """);

    /// <summary>Without the picture itself.</summary>
    public Task<ClientLogo?> FindAsync(string clientId, CancellationToken cancellation) => tables.FindAsync(Find, Read, [clientId], cancellation);

    /// <summary>Without the pictures themselves.</summary>
    public Task<List<ClientLogo>> ListAsync(CancellationToken cancellation) => tables.ListAsync(List, Read, [], cancellation);

    public Task<StoredPicture?> FindPictureAsync(byte[] key, CancellationToken cancellation) =>
        tables.FindAsync(FindPicture, row => new StoredPicture(row.GetString(0), row.GetFieldValue<byte[]>(1)), [key], cancellation);

    /// <summary>Two who do this at once bring the same; one of them is enough.</summary>
    public Task SaveAsync(ClientLogo logo) => tables.WriteAsync(
        new Unit()
            .Add(Delete, logo.ClientId)
            .Add(Insert, logo.ClientId, logo.Source, logo.CheckedAt, logo.Key, logo.MediaType, logo.Picture),
        CancellationToken.None);

    public Task RecordCheckAsync(string clientId, string source, DateTimeOffset now) =>
        tables.WriteAsync(new Unit().Add(Check, now, clientId, source), CancellationToken.None);

    public Task DeleteAsync(string clientId) => tables.WriteAsync(new Unit().Add(Delete, clientId), CancellationToken.None);

    private static ClientLogo Read(DbDataReader row) => new()
    {
        ClientId = row.GetString(0),
        Source = row.GetString(1),
        CheckedAt = row.GetInstant(2),
        Key = row.GetBytesOrNull(3),
    };
}

internal sealed record StoredPicture(string MediaType, byte[] Bytes);
