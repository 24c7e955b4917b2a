using System.Security.Cryptography;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Names;
using IdentityServer.Data;
using IdentityServer.Data.Protection;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Accounts.Names;

/// <summary>A name that was given up is not at once somebody else's, however many reach for it.</summary>
[TestFixtureSource(typeof(EveryDatabase))]
[Property("Case", "10.3.3")]
internal sealed class TakenNamesTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private static readonly byte[] Root = RandomNumberGenerator.GetBytes(32);

    private readonly ManualClock clock = new();

    private TakenNames names;
    private string ada;

    [SetUp]
    public void CreateNames()
    {
        names = new(new MasterKey(() => Root), HotTables, clock);
        ada = NewName();
    }

    [Test]
    public async Task Of_fifty_who_take_a_name_while_it_is_given_up_nobody_gets_it()
    {
        var owner = await AddAsync(ada);
        var others = await AddAsync(Enumerable.Range(0, 25).Select(_ => NewName()));

        var outcomes = await Task.WhenAll(
        [
            Task.Run(() => RenameAsync(owner, NewName())),
            .. others.Select(other => Task.Run(() => RenameAsync(other, ada))),
            .. Enumerable.Range(0, 24).Select(_ => Task.Run(() => TryAddAsync(ada))),
        ]);

        Assert.That(outcomes[0], Is.EqualTo(UnitOutcome.Committed));
        Assert.That(outcomes.Skip(1), Has.All.EqualTo(UnitOutcome.Conflict));
        Assert.That(await IsAnybodysAsync(ada), Is.False);
    }

    [Test]
    public async Task Of_fifty_who_take_a_name_that_is_free_again_one_gets_it()
    {
        await RenameAsync(await AddAsync(ada), NewName());
        clock.Advance(TakenNames.Keep);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => TryAddAsync(ada))));

        Assert.That(outcomes.Count(it => it is UnitOutcome.Committed), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_fifty_who_take_the_name_of_somebody_erased_nobody_gets_it()
    {
        var owner = await AddAsync(ada);

        var outcomes = await Task.WhenAll([Task.Run(() => EraseAsync(owner)), .. Enumerable.Range(0, 49).Select(_ => Task.Run(() => TryAddAsync(ada)))]);

        Assert.That(outcomes[0], Is.EqualTo(UnitOutcome.Committed));
        Assert.That(outcomes.Skip(1), Has.All.EqualTo(UnitOutcome.Conflict));
    }

    [TestCase(0)]
    [TestCase(90 * 24 - 1)]
    public async Task Until_the_ninetieth_day_it_is_taken(int hours)
    {
        await RenameAsync(await AddAsync(ada), NewName());

        clock.Advance(TimeSpan.FromHours(hours));

        Assert.That(await names.HasAsync(ada.ToUpperInvariant(), CancellationToken.None), Is.True);
        Assert.That(await TryAddAsync(ada.ToUpperInvariant()), Is.EqualTo(UnitOutcome.Conflict));
    }

    [Test]
    public async Task Then_it_is_anybodys()
    {
        await RenameAsync(await AddAsync(ada), NewName());

        clock.Advance(TakenNames.Keep);

        Assert.That(await names.HasAsync(ada, CancellationToken.None), Is.False);
        Assert.That(await TryAddAsync(ada), Is.EqualTo(UnitOutcome.Committed));
    }

    [Test]
    public async Task Its_former_owner_takes_it_back_and_then_gives_it_up_anew()
    {
        var owner = await AddAsync(ada);
        var second = NewName();
        await RenameAsync(owner, second);
        clock.Advance(TimeSpan.FromDays(80));

        var back = await RenameAsync(owner with { UserName = second }, ada);
        var away = await RenameAsync(owner, NewName());
        clock.Advance(TimeSpan.FromDays(80));

        Assert.That((back, away), Is.EqualTo((UnitOutcome.Committed, UnitOutcome.Committed)));
        Assert.That(await TryAddAsync(ada), Is.EqualTo(UnitOutcome.Conflict), "80 days after it was given up the second time");
        Assert.That(await TryAddAsync(second), Is.EqualTo(UnitOutcome.Conflict), "80 days after it was given up");
    }

    [Test]
    public async Task Other_letters_of_the_same_name_give_nothing_up()
    {
        var owner = await AddAsync(ada);

        await RenameAsync(owner, ada.ToUpperInvariant());

        Assert.That(await CountAsync(names => names), Is.EqualTo(await CountAsync(names => names.Where(it => it.AccountId != owner.Id))));
        Assert.That(await IsAnybodysAsync(ada), Is.True);
    }

    [Test]
    public async Task A_name_that_somebody_has_is_not_given_up_for_wanting_it()
    {
        await AddAsync(ada);
        var (bob, name) = (await AddAsync(NewName()), NewName());

        Assert.That(await RenameAsync(bob, ada), Is.EqualTo(UnitOutcome.Conflict));
        Assert.That(await CountAsync(names => names.Where(it => it.AccountId == bob.Id)), Is.Zero, "what bob has is not given up either");
        Assert.That(await RenameAsync(bob, name), Is.EqualTo(UnitOutcome.Committed));
    }

    [Test]
    public async Task What_is_kept_names_nobody_once_they_are_erased()
    {
        var owner = await AddAsync(ada);

        await EraseAsync(owner);

        Assert.That(await CountAsync(names => names.Where(it => it.AccountId == owner.Id)), Is.Zero);
        Assert.That(await TryAddAsync(ada), Is.EqualTo(UnitOutcome.Conflict));
    }

    private static string NewName() => "p" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private async Task<AccountFacts> AddAsync(string name) => (await AddAsync([name]))[0];

    private async Task<List<AccountFacts>> AddAsync(IEnumerable<string> wanted)
    {
        List<AccountFacts> added = [];
        foreach (var name in wanted)
        {
            Assert.That(await TryAddAsync(name), Is.EqualTo(UnitOutcome.Committed));
            added.Add((await new AccountStore(HotTables).FindByNameAsync(name, CancellationToken.None))!);
        }

        return added;
    }

    private Task<UnitOutcome> TryAddAsync(string name) => WriteAsync(unit => names.AddNew(unit, new(Guid.CreateVersion7(), name)));

    private Task<UnitOutcome> RenameAsync(AccountFacts account, string name) => WriteAsync(unit => names.Rename(unit, account, name));

    private async Task<UnitOutcome> EraseAsync(AccountFacts account)
    {
        var unit = new Unit();
        await names.GiveUpAsync(unit, account.Id, CancellationToken.None);
        unit.Require(new Statement("""DELETE FROM "Accounts" WHERE "Id" = @id"""), account.Id);
        return await HotTables.WriteAsync(unit, CancellationToken.None);
    }

    private Task<UnitOutcome> WriteAsync(Action<Unit> add)
    {
        var unit = new Unit();
        add(unit);
        return HotTables.WriteAsync(unit, CancellationToken.None);
    }

    private async Task<bool> IsAnybodysAsync(string name) => await new AccountStore(HotTables).FindByNameAsync(name, CancellationToken.None) is not null;

    private async Task<int> CountAsync(Func<IQueryable<FormerName>, IQueryable<FormerName>> which)
    {
        await using var database = Database.NewContext();
        return await which(database.Set<FormerName>()).CountAsync();
    }
}
