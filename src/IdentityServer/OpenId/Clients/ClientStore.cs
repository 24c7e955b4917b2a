using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.OpenId.Clients;

internal sealed class ClientStore(IHotTables tables)
{
    private const string Columns = """ "ClientId", "Metadata", "Secrets", "IsDisabled", "CreatedAt", "UpdatedAt", "Version", "NotBefore" """;

    private static readonly Statement Find = new($"""SELECT {Columns} FROM "Clients" WHERE "ClientId" = @id""");

    private static readonly Statement List = new($"""SELECT {Columns} FROM "Clients" ORDER BY "ClientId" """);

    private static readonly Statement Insert = new($"""
        INSERT INTO "Clients" ({Columns}) VALUES (@id, @metadata, @secrets, @disabled, @created, @updated, @version, @notBefore)
        """);

    private static readonly Statement Change = new("""
        UPDATE "Clients" SET "Metadata" = @metadata, "Secrets" = @secrets, "IsDisabled" = @disabled, "UpdatedAt" = @updated, "Version" = @next, "NotBefore" = @notBefore
        WHERE "ClientId" = @id AND "Version" = @version
        """);

    private static readonly Statement DeleteOrigins = new("""DELETE FROM "ClientOrigins" WHERE "ClientId" = @id""");

    private static readonly Statement InsertOrigin = new("""INSERT INTO "ClientOrigins" ("ClientId", "Origin") VALUES (@id, @origin)""");

    private static readonly Statement FindOrigin = new("""
        SELECT o."ClientId" FROM "ClientOrigins" o JOIN "Clients" c ON c."ClientId" = o."ClientId"
        WHERE o."Origin" = @origin AND c."IsDisabled" = @disabled
        """);

    public async Task<StoredClient?> FindAsync(string clientId, CancellationToken cancellation) =>
        // RFC 6749 §2.2: case counts, also where the database's comparison is kinder.
        await tables.FindAsync(Find, Read, [clientId], cancellation) is { } found && found.ClientId == clientId ? found : null;

    public Task<List<StoredClient>> ListAsync(CancellationToken cancellation) => tables.ListAsync(List, Read, [], cancellation);

    public async Task<bool> AllowsOriginAsync(string origin, CancellationToken cancellation) =>
        await tables.FindAsync(FindOrigin, row => row.GetString(0), [origin, false], cancellation) is not null;

    public static Unit Add(Unit unit, StoredClient row, Client client)
    {
        unit.Add(Insert, row.ClientId, row.Metadata, row.Secrets, row.IsDisabled, row.CreatedAt, row.UpdatedAt, row.Version, row.NotBefore);
        return AddOrigins(unit, client);
    }

    /// <summary>The unit is missed when somebody else has changed the client since <paramref name="version"/>.</summary>
    public static Unit Replace(Unit unit, StoredClient row, Guid version) =>
        unit.Require(Change, row.Metadata, row.Secrets, row.IsDisabled, row.UpdatedAt, row.Version, row.NotBefore, row.ClientId, version);

    public static Unit Replace(Unit unit, StoredClient row, Guid version, Client client)
    {
        Replace(unit, row, version).Add(DeleteOrigins, row.ClientId);
        return AddOrigins(unit, client);
    }

    private static Unit AddOrigins(Unit unit, Client client)
    {
        foreach (var origin in client.AllowedOrigins)
            unit.Add(InsertOrigin, client.ClientId, origin);

        return unit;
    }

    private static StoredClient Read(DbDataReader row) => new()
    {
        ClientId = row.GetString(0),
        Metadata = row.GetFieldValue<byte[]>(1),
        Secrets = row.GetFieldValue<byte[]>(2),
        IsDisabled = row.GetBoolean(3),
        CreatedAt = row.GetInstant(4),
        UpdatedAt = row.GetInstant(5),
        Version = row.GetGuid(6),
        NotBefore = row.GetInstantOrNull(7),
    };
}
