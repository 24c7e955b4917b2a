namespace IdentityServer.Data;

internal sealed class DatabaseOptions
{
    public const string Section = "IdentityServer:Database";

    /// <summary>Sqlite, PostgreSql or SqlServer.</summary>
    public string Provider { get; set; } = "Sqlite";

    public string ConnectionString { get; set; } = "Data Source=data/identityserver.db";
}
