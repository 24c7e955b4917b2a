using System.Net;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.OpenId.Conformance;

/// <summary>Fifty requests at the same moment, by HTTP, to two servers that share a database.</summary>
[Category("Slow")]
[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class TwoServersTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private const int Requests = 50;

    private readonly List<TestHost> hosts = [];
    private Visitor ada = null!; // before any test

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        // SQLite serves one process; there the requests race within it.
        for (var count = Database.Kind is DatabaseKind.Sqlite ? 1 : 2; count > 0; count--)
            hosts.Add(NewHost());
        ada = await Visitor.SetUpAsync(hosts[0]);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        ada?.Dispose();
        foreach (var host in hosts)
            await host.DisposeAsync();
    }

    [Test, Property("Case", "C02")]
    public async Task One_code_is_redeemed_once()
    {
        var apps = await AppsAsync();
        var question = apps[0].Ask();
        var code = (await (await Journey.TakeAsync(ada, question)).AnswerAsync()).ACode;

        var answers = await AtOnceAsync(number => apps[number % apps.Count].RedeemAsync(question, code));

        Assert.That(answers.Count(answer => answer.IsAccepted), Is.EqualTo(1));
        Assert.That(answers.Where(answer => !answer.IsAccepted).Select(answer => answer.Refusal.Error), Is.All.EqualTo("invalid_grant"));
    }

    [Test, Property("Case", "F05")]
    public async Task One_refresh_token_has_one_successor()
    {
        var apps = await AppsAsync();
        var question = apps[0].Ask("openid offline_access");
        var tokens = (await apps[0].RedeemAsync(question, (await (await Journey.TakeAsync(ada, question)).AnswerAsync()).ACode)).Tokens;

        var answers = await AtOnceAsync(number => apps[number % apps.Count].RefreshAsync(tokens));

        var successors = answers.Select(answer => answer.Tokens.RefreshToken).Distinct();
        Assert.That(successors, Has.Exactly(1).Items.And.None.EqualTo(tokens.RefreshToken));
    }

    [Test, Property("Case", "M10")]
    public async Task One_pushed_request_is_answered_with_one_code()
    {
        var apps = await AppsAsync();
        await (await Journey.TakeAsync(ada, apps[0].Ask())).AnswerAsync();
        var question = await apps[0].PushAsync(apps[0].Ask());
        var browsers = hosts.Select(ada.At).ToList();

        var answers = await AtOnceAsync(number => browsers[number % browsers.Count].Http.GetAsync(question.Address.PathAndQuery));

        Assert.That(answers.Count(LeadsToTheApp), Is.EqualTo(1));
        Assert.That(answers.Where(answer => !LeadsToTheApp(answer)).Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.BadRequest));

        bool LeadsToTheApp(HttpResponseMessage answer) =>
            answer.Headers.Location is { } to && to.OriginalString.StartsWith(question.RedirectUri + "?code=", StringComparison.Ordinal);
    }

    /// <summary>The same app, as it talks to each of the servers.</summary>
    private async Task<IReadOnlyList<RelyingParty>> AppsAsync()
    {
        var first = await hosts[0].NewAppAsync();
        return await Task.WhenAll(hosts.Select(host => RelyingParty.DiscoverAsync(
            host.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false }), first.Provider.Issuer, first.Registration, host.Clock)));
    }

    private static async Task<T[]> AtOnceAsync<T>(Func<int, Task<T>> ask)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var requests = Enumerable.Range(0, Requests).Select(async number =>
        {
            await start.Task;
            return await Task.Run(() => ask(number));
        }).ToList();
        start.SetResult();
        return await Task.WhenAll(requests);
    }

    private TestHost NewHost()
    {
        var host = new TestHost { Settings = { ["IdentityServer:MasterKey:Value"] = Convert.ToBase64String(new byte[32]) } };
        foreach (var (key, value) in Database.Settings)
            host.Settings[key] = value;
        return host;
    }
}
