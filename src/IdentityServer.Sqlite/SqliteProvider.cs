using IdentityServer.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Sqlite;

internal sealed class SqliteProvider : DatabaseProvider
{
    private readonly SqliteConnectionStringBuilder connection;

    /// <param name="connectionString">A relative path of the file is taken from <paramref name="root"/>.</param>
    public SqliteProvider(string connectionString, string root)
    {
        connection = new(connectionString) { ForeignKeys = true };
        connection.DataSource = Path.GetFullPath(connection.DataSource, root);
        CreateDirectory(Path.GetDirectoryName(connection.DataSource)!); // a full path of a file has a directory
    }

    public override string Description => $"SQLite {NativeSqlite.Engine}, {connection.DataSource}";

    public override void Configure(DbContextOptionsBuilder options) => options
        .UseSqlite(connection.ConnectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteProvider).Assembly))
        .AddInterceptors(new DurableConnections());

    // The file holds everybody's accounts: nobody else on this machine needs to look in.
    private static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else if (!Directory.Exists(path))
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
