using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Data;

internal static class Transactions
{
    /// <summary>
    /// Several saves that happen together or not at all. Where the database undoes it in favour of another, or was away
    /// for a moment, the work runs again from its start: it loads what it changes, and does nothing that cannot be repeated.
    /// On SQLite nobody else writes meanwhile, so a unit of the hot tables awaited inside would wait for ever.
    /// </summary>
    public static Task<T> InTransactionAsync<T>(this DbContext database, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        var attempts = 0;
        return database.Database.CreateExecutionStrategy().ExecuteAsync(async token =>
        {
            if (attempts++ > 0)
                database.ChangeTracker.Clear();

#pragma warning disable RS0030 // Here is where it may be done: inside the strategy that repeats it.
            await using var transaction = await database.Database.BeginTransactionAsync(token);
#pragma warning restore RS0030
            var result = await work(token);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }, cancellation);
    }
}
