using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IdentityServer.PostgreSql;

/// <summary>
/// EF Core's own lock ends with the transaction of each migration, so that a second instance slips in between two of
/// them. An advisory lock on a connection of its own spans them all, and ends with the process that holds it.
/// </summary>
internal static class PostgreSqlMigration
{
    private const string Lock = "SELECT pg_advisory_lock(hashtext('IdentityServer migration'))";
    private const string Unlock = "SELECT pg_advisory_unlock(hashtext('IdentityServer migration'))";

    public static async Task RunAsync(IdentityServerDbContext database, NpgsqlDataSource source, CancellationToken cancellation)
    {
        await CreateDatabaseAsync(database.GetService<IRelationalDatabaseCreator>(), cancellation);

        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var taking = new NpgsqlCommand(Lock, connection) { CommandTimeout = 0 };
        await taking.ExecuteNonQueryAsync(cancellation);

        try
        {
            await database.Database.MigrateAsync(cancellation);
        }
        finally
        {
            await using var giving = new NpgsqlCommand(Unlock, connection);
            await giving.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private static async Task CreateDatabaseAsync(IRelationalDatabaseCreator creator, CancellationToken cancellation)
    {
        try
        {
            if (!await creator.ExistsAsync(cancellation))
                await creator.CreateAsync(cancellation);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another instance was faster: all the better.
        }
    }
}
