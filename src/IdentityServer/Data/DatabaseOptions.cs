using System.ComponentModel.DataAnnotations;

namespace IdentityServer.Data;

internal sealed class DatabaseOptions
{
    [AllowedValues("Sqlite", "PostgreSql", "SqlServer", ErrorMessage = "IdentityServer:Database:Provider must be Sqlite, PostgreSql or SqlServer")]
    public string Provider { get; set; } = "Sqlite";

    /// <summary>May be left empty only for SQLite: then a file in the data directory.</summary>
    public string ConnectionString { get; set; } = "";
}
