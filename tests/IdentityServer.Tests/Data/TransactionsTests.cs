using IdentityServer.Data;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdentityServer.Tests.Data;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class TransactionsTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private ProbeContext context;

    [OneTimeSetUp]
    public Task CreateTable() => ProbeContext.CreateTableAsync(Database);

    [SetUp]
    public void OpenContext() => context = new(Database.Options<ProbeContext>());

    [TearDown]
    public ValueTask CloseContext() => context.DisposeAsync();

    [Test]
    public async Task Two_saves_are_kept_together()
    {
        var name = Guid.NewGuid().ToString();

        var result = await context.InTransactionAsync(token => SaveTwiceAsync(name, token), CancellationToken.None);

        Assert.That(result, Is.EqualTo("done"));
        Assert.That(await CountAsync(name), Is.EqualTo(2));
    }

    [Test]
    public async Task What_throws_between_them_undoes_both()
    {
        var name = Guid.NewGuid().ToString();

        Assert.That(
            async () => await context.InTransactionAsync<string>(async token =>
            {
                await SaveTwiceAsync(name, token);
                throw new InvalidOperationException("changed our mind");
            }, CancellationToken.None),
            Throws.InvalidOperationException);

        Assert.That(await CountAsync(name), Is.Zero);
    }

    [Test]
    public async Task What_the_server_undoes_is_run_again_and_kept_once()
    {
        Assume.That(Database.Kind, Is.EqualTo(DatabaseKind.PostgreSql), "only its exception can be made here");
        var name = Guid.NewGuid().ToString();
        var attempts = 0;

        await context.InTransactionAsync(async token =>
        {
            await SaveTwiceAsync(name, token);
            return ++attempts == 1 ? throw new PostgresException("deadlock", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected) : attempts;
        }, CancellationToken.None);

        Assert.That(attempts, Is.EqualTo(2));
        Assert.That(await CountAsync(name), Is.EqualTo(2));
    }

    private async Task<string> SaveTwiceAsync(string name, CancellationToken cancellation)
    {
        foreach (var part in new[] { "a", "b" })
        {
            context.Add(new Probe { Key = Handle.New(TimeProvider.System.GetUtcNow()).ToKey(), Name = $"{name} {part}" });
            await context.SaveChangesAsync(cancellation);
        }

        return "done";
    }

    private async Task<int> CountAsync(string name)
    {
        await using var other = new ProbeContext(Database.Options<ProbeContext>());
        return await other.Probes.CountAsync(probe => probe.Name.StartsWith(name));
    }
}
