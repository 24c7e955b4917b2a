using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Shared.Languages;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using IdentityServer.Tests.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Accounts;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class AccountNoticesTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private OutboxBench bench = null!;

    [SetUp]
    public async Task Clear()
    {
        bench = new(Database, new ManualClock());
        await bench.ClearAsync();
    }

    [TestCase("ada@example.com", true, AccountState.Active, ExpectedResult = 1)]
    [TestCase("ada@example.com", true, AccountState.LockedDown, ExpectedResult = 1)]
    [TestCase("ada@example.com", false, AccountState.Active, ExpectedResult = 0)]
    [TestCase("ada@example.com", true, AccountState.Deleted, ExpectedResult = 0)]
    [TestCase("ada@example.com\r\nBcc: eve@example.com", true, AccountState.Active, ExpectedResult = 0)]
    [TestCase(null, true, AccountState.Active, ExpectedResult = 0)]
    public async Task<int> Only_a_proven_address_of_somebody_who_is_there_gets_mail(string? address, bool confirmed, AccountState state)
    {
        var account = await AddAccountAsync(address, confirmed, state);
        var unit = new Unit();

        await NewNotices().AddAsync(unit, account, OutboxBench.Notice, CancellationToken.None);
        await HotTables.WriteAsync(unit, CancellationToken.None);

        return (await bench.RowsAsync()).Count;
    }

    [TestCase("""{"locale":"de-AT"}""", ExpectedResult = "de")]
    [TestCase("""{"locale":"fr"}""", ExpectedResult = "en")]
    [TestCase("""{"locale":7}""", ExpectedResult = "en")]
    [TestCase("{}", ExpectedResult = "en")]
    public async Task<string> The_owners_locale_decides_the_language(string claims)
    {
        var account = await AddAccountAsync("ada@example.com", confirmed: true, AccountState.Active, claims);
        var unit = new Unit();

        await NewNotices().AddAsync(unit, account, OutboxBench.Notice, CancellationToken.None);
        await HotTables.WriteAsync(unit, CancellationToken.None);

        return (await bench.RowsAsync()).Single().Language;
    }

    private AccountNotices NewNotices() =>
        new(HotTables, bench.Outbox, new RequestLanguage(Options.Create(new RequestLocalizationOptions())), new HttpContextAccessor(), bench.Clock);

    private async Task<Guid> AddAccountAsync(string? address, bool confirmed, AccountState state, string claims = "{}")
    {
        var id = Guid.NewGuid();
        var account = new Account
        {
            Id = id,
            UserHandle = [.. id.ToByteArray()],
            UserName = $"{id:N}",
            NormalizedUserName = $"{id:N}".ToUpperInvariant(),
            Email = address,
            EmailConfirmed = confirmed,
            State = state,
            Claims = claims,
            CreatedAt = bench.Clock.GetUtcNow(),
            UpdatedAt = bench.Clock.GetUtcNow(),
        };
        await using var context = Database.NewContext();
        context.Add(account);
        await context.SaveChangesAsync();
        return id;
    }
}
