namespace IdentityServer.TestKit.Databases;

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
    SqlServer,
}
