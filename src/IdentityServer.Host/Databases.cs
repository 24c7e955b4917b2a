using IdentityServer.Data;
using IdentityServer.PostgreSql;
using IdentityServer.Shared;
using IdentityServer.Shared.Settings;
using IdentityServer.Sqlite;
using IdentityServer.SqlServer;
using Microsoft.Extensions.Options;

namespace IdentityServer.Host;

/// <summary>Only the host knows every database.</summary>
internal static class Databases
{
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddRoomOptions<DatabaseOptions>("Database").Validate(
            options => options is { Provider: "Sqlite" } or { ConnectionString: not "" },
            "IdentityServer:Database:ConnectionString must be set for a database server");

        return services.AddData(all => Create(
            all.GetRequiredService<IOptions<DatabaseOptions>>().Value,
            Path.Combine(
                all.GetRequiredService<IHostEnvironment>().ContentRootPath,
                all.GetRequiredService<IOptions<ServerOptions>>().Value.DataDirectory)));
    }

    private static DatabaseProvider Create(DatabaseOptions options, string dataDirectory) => options.Provider switch
    {
        "PostgreSql" => new PostgreSqlProvider(options.ConnectionString),
        "SqlServer" => new SqlServerProvider(options.ConnectionString),
        _ => new SqliteProvider(options.ConnectionString, dataDirectory),
    };
}
