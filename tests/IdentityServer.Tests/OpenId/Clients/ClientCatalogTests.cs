using IdentityServer.Audit;
using IdentityServer.OpenId;
using IdentityServer.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Tests.OpenId.Clients;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class ClientCatalogTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private static readonly TimeSpan Convergence = RecentAnswers<string, Client>.Convergence;

    private readonly ManualClock clock = new();

    private int number;

    [Test]
    public async Task What_is_saved_is_found_as_it_was()
    {
        var client = NewClient() with
        {
            AllowedOrigins = ["https://app.test"],
            Secrets = [new(A.SecretHash), new(A.SecretHash, DateTimeOffset.FromUnixTimeSeconds(2_000_000_000))],
        };

        var change = await Registry().SaveAsync(client, Actor.System, default);

        var found = await Catalog().FindAsync(client.ClientId, default);
        Assert.That(change, Is.EqualTo(ClientChange.Added));
        Assert.That(found!.Name, Is.EqualTo(client.Name));
        Assert.That(found.RedirectUris, Is.EqualTo(client.RedirectUris));
        Assert.That(found.Secrets.Select(secret => secret.Hash), Is.EqualTo(client.Secrets.Select(secret => secret.Hash)));
        Assert.That(found.Secrets[1].ExpiresAt, Is.EqualTo(client.Secrets[1].ExpiresAt));
    }

    [Test]
    public async Task Saving_the_same_again_changes_nothing()
    {
        var client = NewClient();
        await Registry().SaveAsync(client, Actor.System, default);

        Assert.That(await Registry().SaveAsync(client with { }, Actor.System, default), Is.EqualTo(ClientChange.None));
    }

    [Test]
    public async Task Another_instance_follows_a_change_within_seconds()
    {
        var (client, here, there) = (NewClient(), Catalog(), Catalog());
        await Registry(here).SaveAsync(client, Actor.System, default);
        await there.FindAsync(client.ClientId, default);
        await Registry(here).SaveAsync(client with { Name = "Another name" }, Actor.System, default);

        clock.Advance(Convergence);

        Assert.That((await there.FindAsync(client.ClientId, default))!.Name, Is.EqualTo("Another name"));
    }

    [Test]
    public async Task A_disabled_client_is_no_client()
    {
        var (client, here, there) = (NewClient(), Catalog(), Catalog());
        await Registry(here).SaveAsync(client, Actor.System, default);
        await there.FindAsync(client.ClientId, default);

        await Registry(here).SaveAsync(client with { IsDisabled = true }, Actor.System, default);
        clock.Advance(Convergence);

        Assert.That(await here.FindAsync(client.ClientId, default), Is.Null);
        Assert.That(await there.FindAsync(client.ClientId, default), Is.Null);
    }

    [Test]
    public async Task As_long_as_nothing_changes_the_same_object_comes_back()
    {
        var (client, catalog) = (NewClient(), Catalog());
        await Registry(catalog).SaveAsync(client, Actor.System, default);
        var first = await catalog.FindAsync(client.ClientId, default);

        clock.Advance(Convergence);

        Assert.That(await catalog.FindAsync(client.ClientId, default), Is.SameAs(first));
    }

    [Test]
    public async Task An_identifier_is_compared_letter_by_letter()
    {
        var client = NewClient();
        await Registry().SaveAsync(client, Actor.System, default);

        Assert.That(await Catalog().FindAsync(client.ClientId.ToUpperInvariant(), default), Is.Null);
    }

    [Test]
    public async Task An_origin_counts_as_long_as_its_client_is_enabled()
    {
        var client = NewClient();
        var origin = $"https://{client.ClientId}.test";
        await Registry().SaveAsync(client with { AllowedOrigins = [origin] }, Actor.System, default);
        var store = new ClientStore(HotTables);
        Assert.That(await store.AllowsOriginAsync(origin, default), Is.True);

        await Registry().SaveAsync(client with { AllowedOrigins = [origin], IsDisabled = true }, Actor.System, default);
        Assert.That(await store.AllowsOriginAsync(origin, default), Is.False);

        await Registry().SaveAsync(client with { AllowedOrigins = [] }, Actor.System, default);
        Assert.That(await store.AllowsOriginAsync(origin, default), Is.False);
    }

    [Test]
    public async Task Of_two_who_add_the_same_client_one_adds_and_one_changes()
    {
        var client = NewClient();

        var changes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Registry().SaveAsync(client with { Name = $"Name {i}" }, Actor.System, default)));

        Assert.That(changes, Has.Exactly(1).EqualTo(ClientChange.Added).And.Exactly(7).EqualTo(ClientChange.Changed));
    }

    private Client NewClient() => A.Client() with { ClientId = $"app-{Interlocked.Increment(ref number)}" };

    private ClientCatalog Catalog() => Instance.CatalogOn(Database, clock);

    private ClientRegistry Registry(ClientCatalog? catalog = null) => Instance.RegistryOn(Database, clock, catalog ?? Catalog());
}
