using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.Passkeys.Managing;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Passkeys;

/// <summary>Which passkeys count: for the sentence about safety, and for the one that must stay.</summary>
internal sealed class WorkingPasskeysTests
{
    private static readonly Passkey Full = Made();
    private static readonly Passkey Unconfirmed = Made() with { UserVerified = false };
    private static readonly Passkey Suspended = Made() with { SuspendedAt = DateTimeOffset.UnixEpoch };
    private static readonly Passkey OnKey = Made() with { BackupEligible = false };

    private static IEnumerable<TestCaseData> Households =>
    [
        Case("nothing", PasskeySafety.None),
        Case("a suspended one", PasskeySafety.NoneWorks, Suspended),
        Case("one on a key", PasskeySafety.OneDevice, OnKey),
        Case("one on a key and a suspended one", PasskeySafety.OneDevice, OnKey, Suspended),
        Case("one that is synced", PasskeySafety.One, Full),
        Case("one and a suspended one", PasskeySafety.One, Full, Suspended),
        Case("one and an unconfirmed one", PasskeySafety.One, Full, Unconfirmed),
        Case("two", PasskeySafety.Prepared, Full, OnKey),
    ];

    private static IEnumerable<TestCaseData> Removals =>
    [
        Removal("the only one", false, Full),
        Removal("the only one beside a suspended one", false, Full, Suspended),
        Removal("the only one that can do everything", false, Full, Unconfirmed),
        Removal("the only unconfirmed one", false, Unconfirmed),
        Removal("one of two", true, Full, OnKey),
        Removal("an unconfirmed one beside another", true, Unconfirmed, Made() with { UserVerified = false }),
        Removal("an unconfirmed one beside one that can do everything", true, Unconfirmed, Full),
        Removal("a suspended one beside one that works", true, Suspended, Full),
        Removal("a suspended one that is the only one", true, Suspended),
    ];

    [TestCaseSource(nameof(Households))]
    public void Only_what_works_makes_somebody_prepared(object expected, object passkeys) =>
        Assert.That(PasskeySafetyPolicy.Of((Passkey[])passkeys), Is.EqualTo(expected));

    [TestCaseSource(nameof(Removals)), Property("Case", "UX-54")]
    public async Task What_may_be_removed_the_page_and_the_database_agree(bool may, object passkeys)
    {
        var owned = (Passkey[])passkeys;
        Assert.That(owned[0].IsNeededBeside(owned), Is.Not.EqualTo(may));

        await using var host = new TestHost();
        using var ada = await Visitor.SetUpAsync(host);
        await ReplaceAsync(host, owned);
        var unit = new Unit();
        PasskeyStore.Remove(unit, (await PasskeysAsync(host))[0]);

        Assert.That(await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None), Is.EqualTo(may ? UnitOutcome.Committed : UnitOutcome.Missed));
    }

    private static TestCaseData Case(string name, PasskeySafety expected, params Passkey[] passkeys) =>
        new TestCaseData(expected, passkeys).SetArgDisplayNames(name);

    private static TestCaseData Removal(string name, bool may, params Passkey[] passkeys) =>
        new TestCaseData(may, passkeys).SetArgDisplayNames(name);

    // The account's passkey of the set-up gives way to those of the case.
    private static async Task ReplaceAsync(TestHost host, Passkey[] passkeys)
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        var account = await database.Users.Select(it => it.Id).SingleAsync();
        await database.Set<Passkey>().ExecuteDeleteAsync();
        foreach (var (number, passkey) in passkeys.Index())
            database.Add(passkey with { AccountId = account, CredentialId = [(byte)number], Name = $"{number}", NormalizedName = $"{number}" });
        await database.SaveChangesAsync();
    }

    private static async Task<List<Passkey>> PasskeysAsync(TestHost host)
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        return await database.Set<Passkey>().OrderBy(it => it.Name).ToListAsync();
    }

    private static Passkey Made() => new()
    {
        Id = Guid.CreateVersion7(),
        AccountId = Guid.Empty,
        CredentialId = [],
        PublicKey = [1],
        RelyingPartyId = "localhost",
        Aaguid = Guid.Empty,
        Transports = "",
        BackupEligible = true,
        BackedUp = true,
        UserVerified = true,
        AttestationFormat = "none",
        BornIn = PasskeyOrigin.Settings,
        Name = "",
        NormalizedName = "",
        Counter = 0,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Mac = [],
    };
}
