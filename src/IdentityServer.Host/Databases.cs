using IdentityServer.Data;
using IdentityServer.PostgreSql;
using IdentityServer.Sqlite;
using IdentityServer.SqlServer;
using Microsoft.Extensions.Options;

namespace IdentityServer.Host;

/// <summary>Only the host knows every database.</summary>
internal static class Databases
{
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section)
            .Validate(options => options.Provider is "Sqlite" or "PostgreSql" or "SqlServer",
                "IdentityServer:Database:Provider must be Sqlite, PostgreSql or SqlServer.")
            .Validate(options => options.ConnectionString is not "", "IdentityServer:Database:ConnectionString must not be empty.")
            .ValidateOnStart();

        return services.AddData(all => Create(
            all.GetRequiredService<IOptions<DatabaseOptions>>().Value,
            all.GetRequiredService<IHostEnvironment>().ContentRootPath));
    }

    private static DatabaseProvider Create(DatabaseOptions options, string root) => options.Provider switch
    {
        "PostgreSql" => new PostgreSqlProvider(options.ConnectionString),
        "SqlServer" => new SqlServerProvider(options.ConnectionString),
        _ => new SqliteProvider(options.ConnectionString, root),
    };
}
