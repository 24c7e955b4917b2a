using IdentityServer.Data;
using IdentityServer.OpenId.PushedAuthorization;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Tests.OpenId.Clients;

/// <summary>Fifty requests at the same moment on two servers that share a database.</summary>
[Category("Slow")]
[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class ReplayRaceTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private const int Parallel = 50;

    private AppBench[] servers = null!;

    [SetUp]
    public void Start()
    {
        // SQLite is for one instance; there the requests race within it.
        servers = [.. Enumerable.Range(0, Database.Kind is DatabaseKind.Sqlite ? 1 : 2).Select(_ => new AppBench { Host = NewHost() })];
    }

    [TearDown]
    public async Task Stop()
    {
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    [Test, Property("Case", "T11")]
    public async Task One_assertion_is_good_for_one_request()
    {
        var client = await servers[0].RegisterWithKeyAsync(AppBench.Key);
        var form = servers[0].Assertion(AppBench.Key, client).Form();

        var answers = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(i => servers[i % servers.Length].PushAsync(client, null, form)));

        Assert.That(answers.Count(answer => answer.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(answers.Select(answer => (int)answer.StatusCode).Distinct(), Is.SubsetOf(new[] { 201, 401, 429 }));
    }

    [Test, Property("Case", "M10")]
    public async Task One_pushed_request_is_answered_once()
    {
        var client = await servers[0].RegisterAsync();
        var requests = servers.Select(server => server.Host.Get<PushedRequests>()).ToArray();
        var uri = await requests[0].KeepAsync(client.ClientId, AuthorizationRequest.Read(A.AuthorizationParameters()), default);
        var found = await requests[^1].FindAsync(uri, client.ClientId, default);

        var taken = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(i =>
            servers[i % servers.Length].Host.Get<IHotTables>().WriteAsync(PushedRequests.Take(new(), found!.Id), default)));

        Assert.That(taken.Count(outcome => outcome is UnitOutcome.Committed), Is.EqualTo(1));
    }

    private TestHost NewHost()
    {
        var host = new TestHost { Settings = { ["IdentityServer:MasterKey:Value"] = Convert.ToBase64String(new byte[32]) } };
        foreach (var (key, value) in Database.Settings)
            host.Settings[key] = value;
        return host;
    }
}
