using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdentityServer.PostgreSql;

internal sealed class PostgreSqlProvider : DatabaseProvider, IAsyncDisposable
{
    private readonly NpgsqlDataSource source;

    public PostgreSqlProvider(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (connection.MaxAutoPrepare == 0)
            connection.MaxAutoPrepare = 200; // the hot tables' statements, and EF Core's most frequent

        Description = $"PostgreSQL, {connection.Database} on {connection.Host}:{connection.Port}";
        source = NpgsqlDataSource.Create(connection);
    }

    public override string Description { get; }

    public override void Configure(DbContextOptionsBuilder options) => options
        .UseNpgsql(source, server => server.MigrationsAssembly(typeof(PostgreSqlProvider).Assembly).EnableRetryOnFailure());

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
