using IdentityServer.Data;
using NUnit.Framework;

namespace IdentityServer.TestKit.Databases;

/// <summary>One migrated database for all tests of the fixture: each test brings rows of its own.</summary>
internal abstract class DatabaseFixture(DatabaseKind kind)
{
    protected TestDatabase Database { get; private set; } = null!; // before any test

    protected IHotTables HotTables => Database.HotTables;

    [OneTimeSetUp]
    public async Task CreateDatabase()
    {
        EveryDatabase.SkipUnlessThere(kind);
        Database = await TestDatabase.CreateAsync(kind);
    }

    [OneTimeTearDown]
    public async Task RemoveDatabase()
    {
        if (Database is not null)
            await Database.DisposeAsync();
    }
}
