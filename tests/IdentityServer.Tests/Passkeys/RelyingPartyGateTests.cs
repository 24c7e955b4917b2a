using IdentityServer.Passkeys.Pinning;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.Passkeys;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class RelyingPartyGateTests(DatabaseKind kind)
{
    private TestDatabase database;

    [SetUp]
    public async Task CreateDatabaseAsync()
    {
        EveryDatabase.SkipUnlessThere(kind);
        database = await TestDatabase.CreateAsync(kind);
    }

    [TearDown]
    public async Task RemoveAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
    }

    [Test]
    public async Task A_start_with_another_id_says_who_would_be_locked_out()
    {
        await using (var first = Host("id.example.com"))
            await PeopleAsync(first);

        await using var second = Host("example.com");
        var refusal = Assert.Throws<RelyingPartyChangedException>(() => _ = second.Services)!;

        Assert.That(refusal.Message, Does.Contain("'id.example.com'").And.Contain("'example.com'").And.Contain("1 person"));
        Assert.That(refusal.Message, Does.Contain("--IdentityServer:Passkeys:AbandonRelyingPartyId=id.example.com"));
    }

    [Test]
    public async Task The_same_id_starts_again()
    {
        await using (var first = Host("id.example.com"))
            await PeopleAsync(first);

        await using var second = Host("id.example.com");

        Assert.That(() => second.Services, Throws.Nothing);
    }

    [Test]
    public async Task Whoever_names_the_former_id_moves_on_once()
    {
        await using (var first = Host("id.example.com"))
            await PeopleAsync(first);
        await using (var moving = Host("example.com", abandon: "id.example.com"))
            Assert.That(() => moving.Services, Throws.Nothing);

        await using var later = Host("example.com");

        Assert.That(() => later.Services, Throws.Nothing);
    }

    [Test]
    public async Task Naming_some_other_id_does_not_help()
    {
        await using (var first = Host("id.example.com"))
            await PeopleAsync(first);

        await using var second = Host("example.com", abandon: "login.example.com");

        Assert.Throws<RelyingPartyChangedException>(() => _ = second.Services);
    }

    private TestHost Host(string relyingPartyId, string abandon = "") => new()
    {
        Settings =
        {
            ["IdentityServer:Issuer"] = "https://id.example.com",
            ["IdentityServer:RelyingPartyId"] = relyingPartyId,
            ["IdentityServer:Passkeys:AbandonRelyingPartyId"] = abandon,
            ["IdentityServer:MasterKey:Value"] = Convert.ToBase64String(new byte[32]),
            ["IdentityServer:Database:Provider"] = database.Kind.ToString(),
            ["IdentityServer:Database:ConnectionString"] = database.ConnectionString,
        },
    };

    private static async Task PeopleAsync(TestHost host)
    {
        using var ada = await Visitor.SetUpAsync(host, origin: "https://id.example.com");
    }
}
