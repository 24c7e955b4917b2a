using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Keys;

internal sealed class SigningKeyStore(
    IDbContextFactory<IdentityServerDbContext> databases, SigningKeyVault vault, ILogger<SigningKeyStore> log)
{
    /// <summary>All keys there ever were. One whose row this server has not written counts as revoked from the beginning.</summary>
    public async Task<List<StoredSigningKey>> ListAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await database.Set<StoredSigningKey>().AsNoTracking().ToListAsync(cancellation);
        foreach (var forged in rows.Where(row => !vault.IsGenuine(row)))
        {
            log.KeyRefused(forged.Kid);
            forged.Distrust();
        }

        return rows;
    }

    /// <summary>False: another instance has made this generation in the meantime.</summary>
    public Task<bool> TryAddAsync(StoredSigningKey key, CancellationToken cancellation) =>
        TryReplaceAsync([key], [], key.CreatedAt, cancellation);

    /// <summary>All or nothing. False: another instance has made one of these generations in the meantime.</summary>
    public async Task<bool> TryReplaceAsync(
        IReadOnlyList<StoredSigningKey> added, IReadOnlyCollection<string> revoked, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        database.AddRange(added);
        foreach (var key in await database.Set<StoredSigningKey>().Where(key => revoked.Contains(key.Kid)).ToListAsync(cancellation))
            vault.Revoke(key, now);

        try
        {
            await database.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            var taken = (await ListAsync(cancellation)).Select(key => (key.Algorithm, key.Generation)).ToHashSet();
            if (added.Any(key => taken.Contains((key.Algorithm, key.Generation))))
                return false;
            throw;
        }
    }

    public async Task ErasePrivateKeysAsync(IReadOnlyCollection<string> kids, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database.Set<StoredSigningKey>().Where(key => kids.Contains(key.Kid) && key.PrivateKey != null)
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.PrivateKey, (byte[]?)null), cancellation);
    }
}
