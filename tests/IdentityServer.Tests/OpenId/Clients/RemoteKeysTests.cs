using System.Text;
using IdentityServer.OpenId.Clients.Authentication;
using IdentityServer.Protocol.Jose;
using IdentityServer.Shared.Outgoing;
using IdentityServer.TestKit;
using IdentityServer.Tests.Shared.Outgoing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.OpenId.Clients;

[Property("Case", "T16")]
internal sealed class RemoteKeysTests : OutgoingFixture
{
    private const string Address = "https://app.test/keys";

    private readonly ManualClock clock = new();

    private ServiceProvider services = null!;
    private RemoteKeys remote = null!;

    [SetUp]
    public void Publish()
    {
        Server.Keys = Json(AppBench.Key);
        services = Services();
        remote = new(services.GetRequiredService<OutgoingClient>(), clock);
    }

    [TearDown]
    public async Task Close() => await services.DisposeAsync();

    [Test]
    public async Task Keys_are_fetched_once_however_many_ask()
    {
        var sets = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => remote.KeysAtAsync(Address, default).AsTask()));

        Assert.That(sets.Select(set => Has(set, AppBench.Key)), Is.All.True);
        Assert.That(Server.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task A_new_key_is_found_when_it_is_needed()
    {
        await remote.KeysAtAsync(Address, default);
        Server.Keys = Json(AppBench.RsaKey);
        clock.Advance(RemoteKeys.Pause);

        var renewed = await remote.RenewAsync(Address, default);

        Assert.That(Has(renewed!, AppBench.RsaKey), Is.True);
        Assert.That(Has(await remote.KeysAtAsync(Address, default), AppBench.RsaKey), Is.True);
    }

    [Test]
    public async Task Whatever_is_sent_to_us_the_address_is_not_called_more_often()
    {
        await remote.KeysAtAsync(Address, default);

        for (var i = 0; i < 20; i++)
            Assert.That(await remote.RenewAsync(Address, default), Is.Null);

        Assert.That(Server.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task Keys_that_left_the_address_are_forgotten_in_time()
    {
        await remote.KeysAtAsync(Address, default);
        Server.Keys = Json(AppBench.RsaKey);

        clock.Advance(RemoteKeys.Fresh);

        Assert.That(Has(await remote.KeysAtAsync(Address, default), AppBench.Key), Is.False);
    }

    [Test]
    public async Task While_the_address_says_nonsense_the_last_keys_count_for_a_while()
    {
        await remote.KeysAtAsync(Address, default);
        Server.Keys = "<html>";

        clock.Advance(RemoteKeys.Patience - TimeSpan.FromSeconds(1));
        Assert.That(Has(await remote.KeysAtAsync(Address, default), AppBench.Key), Is.True);

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Has(await remote.KeysAtAsync(Address, default), AppBench.Key), Is.False);
    }

    [TestCase("https://app.test/redirect/302")]
    [TestCase("https://app.test/declared/70000")]
    [TestCase("https://app.test/status/500")]
    [TestCase("https://unknown.test/keys")]
    [TestCase("http://app.test/keys")]
    public async Task What_is_no_key_set_from_the_address_itself_is_none(string address) =>
        Assert.That(Has(await remote.KeysAtAsync(address, default), AppBench.Key), Is.False);

    [Test]
    public async Task A_private_address_is_not_called()
    {
        Network.Names["inside.test"] = new([["10.0.0.7"]]);

        await remote.KeysAtAsync("https://inside.test/keys", default);

        Assert.That(Network.Connections, Is.Empty);
    }

    [Test]
    public async Task A_set_that_gives_a_secret_away_is_refused()
    {
        Server.Keys = """{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}""";

        Assert.That(Has(await remote.KeysAtAsync(Address, default), AppBench.Key), Is.False);
    }

    private static bool Has(VerificationKeySet set, SigningKey key) => set.For(key.Kid, key.Algorithm).Any();

    private static string Json(SigningKey key) => Encoding.UTF8.GetString(new JsonWebKeySet([key.PublicKey]).ToJson());
}
