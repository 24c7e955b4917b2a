using System.Data.Common;
using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Keys;

internal sealed class SigningKeyStore(IHotTables tables, SigningKeyVault vault, AuditTrail audit, ILogger<SigningKeyStore> log)
{
    private static readonly Statement Select = new("""
        SELECT "Kid", "Algorithm", "Generation", "PublicJwk", "PrivateKey", "CreatedAt", "SignsFrom", "RevokedAt", "Mac" FROM "SigningKeys"
        """);

    private static readonly Statement Insert = new("""
        INSERT INTO "SigningKeys" ("Kid", "Algorithm", "Generation", "PublicJwk", "PrivateKey", "CreatedAt", "SignsFrom", "Mac")
        VALUES (@kid, @algorithm, @generation, @public, @private, @created, @signsFrom, @mac)
        """);

    private static readonly Statement Revoke = new("""
        UPDATE "SigningKeys" SET "RevokedAt" = @revoked, "Mac" = @mac, "PrivateKey" = NULL WHERE "Kid" = @kid AND "RevokedAt" IS NULL
        """);

    private static readonly Statement Erase = new("""UPDATE "SigningKeys" SET "PrivateKey" = NULL WHERE "Kid" = @kid""");

    /// <summary>All keys there ever were. One whose row this server has not written counts as revoked from the beginning.</summary>
    public async Task<List<StoredSigningKey>> ListAsync(CancellationToken cancellation)
    {
        var rows = await tables.ListAsync(Select, Map, [], cancellation);
        foreach (var forged in rows.Where(row => !vault.IsGenuine(row)))
        {
            log.KeyRefused(forged.Kid);
            (forged.RevokedAt, forged.PrivateKey) = (DateTimeOffset.MinValue, null);
        }

        return rows;
    }

    /// <summary>False: another instance has made this generation in the meantime.</summary>
    public async Task<bool> TryAddAsync(StoredSigningKey key, CancellationToken cancellation)
    {
        var unit = new Unit();
        Add(unit, key, AdministrationEvents.KeyCreated);
        return await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed;
    }

    /// <summary>All or nothing. False: the keys have changed since they were read.</summary>
    public async Task<bool> TryReplaceAsync(
        IEnumerable<StoredSigningKey> added, IEnumerable<StoredSigningKey> revoked, DateTimeOffset now, CancellationToken cancellation)
    {
        var unit = new Unit();
        foreach (var key in revoked)
        {
            vault.Revoke(key, now);
            unit.Require(Revoke, now, key.Mac, key.Kid);
            audit.Add(unit, EntryFor(AdministrationEvents.KeyRetired, key));
        }

        foreach (var key in added)
            Add(unit, key, AdministrationEvents.KeyRotated);

        return await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed;
    }

    public async Task ErasePrivateKeysAsync(IEnumerable<StoredSigningKey> keys, CancellationToken cancellation)
    {
        var unit = new Unit();
        foreach (var key in keys)
            unit.Add(Erase, key.Kid);

        await tables.WriteAsync(unit, cancellation);
    }

    private void Add(Unit unit, StoredSigningKey key, AuditEventType type)
    {
        unit.Add(Insert, key.Kid, key.Algorithm, key.Generation, key.PublicJwk, key.PrivateKey, key.CreatedAt, key.SignsFrom, key.Mac);
        audit.Add(unit, EntryFor(type, key));
    }

    private static AuditEntry EntryFor(AuditEventType type, StoredSigningKey key) => new(type, Actor.System)
    {
        Details = new JsonObject { ["kid"] = key.Kid, ["algorithm"] = key.Algorithm, ["signsFrom"] = key.SignsFrom.ToString("u") },
    };

    private static StoredSigningKey Map(DbDataReader row) => new()
    {
        Kid = row.GetString(0),
        Algorithm = row.GetString(1),
        Generation = row.GetInt32(2),
        PublicJwk = row.GetString(3),
        PrivateKey = row.GetBytesOrNull(4),
        CreatedAt = row.GetInstant(5),
        SignsFrom = row.GetInstant(6),
        RevokedAt = row.GetInstantOrNull(7),
        Mac = row.GetFieldValue<byte[]>(8),
    };
}
