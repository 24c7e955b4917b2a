using System.Data.Common;
using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdentityServer.PostgreSql;

internal sealed class PostgreSqlProvider : DatabaseProvider
{
    private readonly NpgsqlDataSource source;

    public PostgreSqlProvider(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (connection.MaxAutoPrepare == 0)
            (connection.MaxAutoPrepare, connection.AutoPrepareMinUsages) = (200, 2); // the hot tables' statements, and EF Core's most frequent

        connection.NoResetOnClose = true; // nobody here changes a session, and undoing nothing costs as much as a small statement

        Description = $"PostgreSQL, {connection.Database} on {connection.Host}:{connection.Port}";
        source = NpgsqlDataSource.Create(connection);
        HotTables = new PostgreSqlHotTables(source, this);
    }

    public override string Description { get; }

    public override IHotTables HotTables { get; }

    public override DatabaseFault Classify(DbException exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => DatabaseFault.Conflict,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => DatabaseFault.Undone,
        NpgsqlException { IsTransient: true } => DatabaseFault.Unavailable,
        _ => DatabaseFault.Other,
    };

    public override Task MigrateAsync(IdentityServerDbContext database, CancellationToken cancellation) =>
        PostgreSqlMigration.RunAsync(database, source, cancellation);

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    protected override void Use(DbContextOptionsBuilder options) => options
        .UseNpgsql(source, server => server
            .MigrationsAssembly(typeof(PostgreSqlProvider).Assembly)
            .EnableRetryOnFailure(maxRetryCount: 3, maxRetryDelay: TimeSpan.FromSeconds(1), errorCodesToAdd: null));
}
