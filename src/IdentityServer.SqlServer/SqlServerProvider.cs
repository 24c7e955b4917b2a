using IdentityServer.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.SqlServer;

internal sealed class SqlServerProvider(string connectionString) : DatabaseProvider
{
    private readonly SqlConnectionStringBuilder connection = new(connectionString);

    public override string Description => $"SQL Server, {connection.InitialCatalog} on {connection.DataSource}";

    public override void Configure(DbContextOptionsBuilder options) => options
        .UseSqlServer(connection.ConnectionString, server => server.MigrationsAssembly(typeof(SqlServerProvider).Assembly).EnableRetryOnFailure());
}
