using IdentityServer.Data;
using IdentityServer.Data.Purging;

namespace IdentityServer.OpenId.Assertions;

/// <summary>RFC 7523 §3 (jti), and whatever else may be used once: of those who try at the same moment, one inserts the row.</summary>
internal sealed class ReplayKeys(IHotTables tables)
{
    /// <summary>Longer than any clock may differ, so that nothing is forgotten while it is still accepted.</summary>
    public static readonly PurgeRule Purge = PurgeRule.ByKey(ReplayKeyConfiguration.Table, nameof(ReplayKey.Id), keep: TimeSpan.FromMinutes(5));

    private static readonly Statement Insert = new("""INSERT INTO "ReplayKeys" ("Id") VALUES (@id)""");

    /// <summary>False: it was used before, here or on another instance.</summary>
    /// <param name="kind">Names what is used, so that two kinds never meet.</param>
    /// <param name="issuer">Within whom the identifier is unique.</param>
    /// <param name="identifier">As the issuer wrote it.</param>
    /// <param name="expiry">As the issuer signed it: the same thing always has the same.</param>
    public async Task<bool> UseAsync(string kind, string issuer, string identifier, DateTimeOffset expiry) =>
        await tables.WriteAsync(new Unit().Add(Insert, Key(kind, issuer, identifier, expiry)), CancellationToken.None) is UnitOutcome.Committed;

    // Neither a kind nor a client's identifier has a line break in it.
    private static byte[] Key(string kind, string issuer, string identifier, DateTimeOffset expiry) =>
        TimeKey.Of(expiry, $"{kind}\n{issuer}\n{identifier}");
}
