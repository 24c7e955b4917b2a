using IdentityServer.Accounts.Names;
using IdentityServer.Data;

namespace IdentityServer.Tests.Sessions.Privacy;

/// <summary>The name of somebody who is gone.</summary>
[Property("Case", "10.3.3")]
internal sealed class NameAfterDeletionTests
{
    private PrivacyPerson person;

    [SetUp]
    public async Task SignInAsync() => person = await PrivacyPerson.SignInAsync();

    [TearDown]
    public ValueTask StopAsync() => person.DisposeAsync();

    [Test]
    public async Task Nobody_has_it_for_ninety_days()
    {
        await EraseAsync();

        person.Host.Clock.Advance(TakenNames.Keep - TimeSpan.FromSeconds(1));

        Assert.That(await Names.HasAsync("Ada", CancellationToken.None), Is.True);
        Assert.That(await TakeAsync(Guid.CreateVersion7()), Is.EqualTo(UnitOutcome.Conflict));
    }

    [Test]
    public async Task Then_it_is_free_for_somebody_who_is_somebody_else()
    {
        var before = (await person.AccountAsync())!;
        await EraseAsync();

        person.Host.Clock.Advance(TakenNames.Keep);

        Assert.That(await Names.HasAsync("Ada", CancellationToken.None), Is.False);
        Assert.That(await TakeAsync(Guid.CreateVersion7()), Is.EqualTo(UnitOutcome.Committed));
        var after = (await person.AccountAsync())!;
        Assert.That(after.Id, Is.Not.EqualTo(before.Id));
        Assert.That(after.UserHandle, Is.Not.EqualTo(before.UserHandle));
    }

    [Test]
    public async Task Not_even_for_who_brings_the_old_number_along()
    {
        var before = (await person.AccountAsync())!;
        await EraseAsync();

        Assert.That(await TakeAsync(before.Id), Is.EqualTo(UnitOutcome.Conflict));
    }

    private TakenNames Names => person.Host.Get<TakenNames>();

    private async Task EraseAsync()
    {
        await person.DeleteAsync();
        person.Host.Clock.Advance(TimeSpan.FromDays(14));
        await person.EraseAsync();
        Assert.That(await person.AccountAsync(), Is.Null);
    }

    private Task<UnitOutcome> TakeAsync(Guid account)
    {
        var unit = new Unit();
        Names.AddNew(unit, new(account, "ada"));
        return person.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);
    }
}
