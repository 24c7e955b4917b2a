using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityServer.Data.Migrating;

/// <summary>How far the database is, and the way forward.</summary>
internal sealed class Schema(DatabaseProvider provider, IDbContextFactory<IdentityServerDbContext> contexts)
{
    private static readonly Statement Applied = new("""SELECT "MigrationId" FROM "__EFMigrationsHistory" """);

    /// <summary>In order. Asks without EF Core, whose model need not be built on the way to the first answer.</summary>
    public async Task<IReadOnlyList<string>> FindPendingAsync(CancellationToken cancellation)
    {
        var applied = await FindAppliedAsync(cancellation);
        return [.. Known().Except(applied).Order(StringComparer.Ordinal)];
    }

    /// <summary>Of several who do this at once, one does the work and the others wait for it.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellation);
        await provider.MigrateAsync(database, cancellation);
    }

    private async Task<IReadOnlyList<string>> FindAppliedAsync(CancellationToken cancellation)
    {
        try
        {
            return await provider.HotTables.ListAsync(Applied, row => row.GetString(0), [], cancellation);
        }
        catch (DbException) // no such table, no such database: reachable, but nobody was here before
        {
            return [];
        }
    }

    private IEnumerable<string> Known() =>
        from type in provider.GetType().Assembly.GetTypes()
        let migration = type.GetCustomAttribute<MigrationAttribute>()
        where migration is not null
        select migration.Id;
}
