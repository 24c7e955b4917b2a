using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Sqlite.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IdentityServer.Sqlite;

internal sealed class SqliteProvider : DatabaseProvider
{
    private const string DefaultFile = "identityserver.db";

    private readonly SqliteConnectionStringBuilder connection;
    private readonly WriteTurn turn = new();
    private readonly Lazy<SqliteHotTables> hotTables;

    /// <param name="connectionString">May be empty; a relative file is taken from <paramref name="dataDirectory"/>.</param>
    public SqliteProvider(string connectionString, string dataDirectory)
    {
        connection = new(connectionString) { ForeignKeys = true };
        connection.DataSource = Path.GetFullPath(connection.DataSource is "" ? DefaultFile : connection.DataSource, dataDirectory);
        SqliteFile.Prepare(connection.DataSource);

        // Not from the driver's pool: these connections live long, and the readers' refuse to write.
        var own = new SqliteConnectionStringBuilder(connection.ConnectionString) { Pooling = false }.ConnectionString;
        hotTables = new(() => new(own, turn));
    }

    public override string Description => $"SQLite {NativeSqlite.Engine}, {connection.DataSource}";

    public override bool IsEmbedded => true;

    public override IHotTables HotTables => hotTables.Value;

    public override DatabaseFault Classify(DbException exception) => SqliteFault.Classify(exception);

    public override Task MigrateAsync(IdentityServerDbContext database, CancellationToken cancellation) =>
        SqliteMigration.RunAsync(database, connection.DataSource, cancellation);

    public Task BackUpAsync(string file, CancellationToken cancellation) =>
        SqliteBackup.WriteAsync(connection.ConnectionString, file, cancellation);

    public override ValueTask DisposeAsync()
    {
        if (hotTables.IsValueCreated)
            hotTables.Value.Dispose();
        turn.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override void Use(DbContextOptionsBuilder options) => options
        .UseSqlite(connection.ConnectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteProvider).Assembly))
        .ReplaceService<IRelationalTransactionFactory, EfTransaction.Factory>()
        .AddInterceptors(new SqlitePragmas(), new EfWrites(turn));
}
