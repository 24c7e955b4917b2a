using System.Data.Common;
using IdentityServer.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.SqlServer;

internal sealed class SqlServerProvider : DatabaseProvider
{
    private readonly DbDataSource source;

    public SqlServerProvider(string connectionString)
    {
        var connection = new SqlConnectionStringBuilder(connectionString);
        Description = $"SQL Server, {connection.InitialCatalog} on {connection.DataSource}";
        source = SqlClientFactory.Instance.CreateDataSource(connection.ConnectionString);
        HotTables = new SqlServerHotTables(source, this);
    }

    public override string Description { get; }

    public override IHotTables HotTables { get; }

    public override DatabaseFault Classify(DbException exception) => (exception as SqlException)?.Number switch
    {
        2601 or 2627 => DatabaseFault.Conflict,
        1205 or 3960 => DatabaseFault.Undone,
        null => DatabaseFault.Other,
        var number => SqlServerOutage.Contains(number.Value) ? DatabaseFault.Unavailable : DatabaseFault.Other,
    };

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    protected override void Use(DbContextOptionsBuilder options) => options
        .UseSqlServer(source.ConnectionString, server => server
            .MigrationsAssembly(typeof(SqlServerProvider).Assembly)
            .EnableRetryOnFailure(maxRetryCount: 3, maxRetryDelay: TimeSpan.FromSeconds(1), errorNumbersToAdd: null));
}
