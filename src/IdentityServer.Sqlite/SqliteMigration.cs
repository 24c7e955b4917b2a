using IdentityServer.Data;
using IdentityServer.Shared;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Sqlite;

/// <summary>
/// EF Core's own lock is a row, which a killed process leaves behind for ever. Here a lock that dies with its holder
/// stands before it.
/// </summary>
internal static class SqliteMigration
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(IdentityServerDbContext database, string file, CancellationToken cancellation)
    {
        await using var turn = await TakeTurnAsync(file + ".migrating", cancellation);

        await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        if (await IsLockedAsync(database, cancellation))
            await database.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsLock" """, cancellation);
        await database.Database.MigrateAsync(cancellation);
    }

    private static async Task<bool> IsLockedAsync(IdentityServerDbContext database, CancellationToken cancellation) => await database.Database
        .SqlQueryRaw<int>("""SELECT count(*) AS "Value" FROM sqlite_master WHERE name = '__EFMigrationsLock'""").SingleAsync(cancellation) > 0;

    private static async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellation)
    {
        FileStream? turn;
        while ((turn = FileTurn.TryTake(path)) is null)
            await Task.Delay(Pause, cancellation);
        return turn;
    }
}
