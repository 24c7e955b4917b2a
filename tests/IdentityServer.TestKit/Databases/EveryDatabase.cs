using System.Collections;
using NUnit.Framework;

namespace IdentityServer.TestKit.Databases;

/// <summary>
/// A fixture that runs once per database. One that is not there is skipped aloud.
/// <code>
/// [TestFixtureSource(typeof(EveryDatabase))]
/// internal sealed class CeremonyStoreTests(DatabaseKind kind) : DatabaseFixture(kind)
/// </code>
/// </summary>
internal sealed class EveryDatabase : IEnumerable
{
    public IEnumerator GetEnumerator() => Enum.GetValues<DatabaseKind>().GetEnumerator();

    public static void SkipUnlessThere(DatabaseKind kind)
    {
        if (kind is DatabaseKind.PostgreSql && !PostgreSqlCluster.IsInstalled)
            Assert.Ignore("Skipped: PostgreSQL is not installed on this machine.");
        if (kind is DatabaseKind.SqlServer && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable(SqlServerTestDatabase.Variable)))
            Assert.Ignore($"Skipped: {SqlServerTestDatabase.Variable} holds no connection string.");
    }
}
