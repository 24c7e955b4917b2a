using IdentityServer.Data;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Data;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class UniqueConflictTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    [OneTimeSetUp]
    public Task CreateTable() => ProbeContext.CreateTableAsync(Database);

    [Test]
    public async Task A_taken_name_is_told_apart_from_a_mistake()
    {
        await using var context = new ProbeContext(Database.Options<ProbeContext>());
        context.Add(NewProbe("taken"));
        await context.SaveChangesAsync();

        context.Add(NewProbe("taken"));
        Assert.That(async () => await context.SaveChangesAsync(), Throws.TypeOf<UniqueConflictException>());

        context.ChangeTracker.Clear();
        context.Add(NewProbe(null!));
        Assert.That(async () => await context.SaveChangesAsync(), Throws.TypeOf<DbUpdateException>());
    }

    private static Probe NewProbe(string name) => new() { Key = Handle.New(TimeProvider.System.GetUtcNow()).ToKey(), Name = name };
}
