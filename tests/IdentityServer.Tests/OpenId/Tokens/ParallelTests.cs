using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Grants;
using IdentityServer.OpenId.Tokens;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.OpenId.Tokens;

/// <summary>Two servers on one database, asked the same thing fifty times at once.</summary>
[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class ParallelTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private const int Requests = 50;

    private static readonly Statement Generations = new("""SELECT "Generation" FROM "Grants" WHERE "AccountId" = @account""");

    private TestHost one = null!; // before any test
    private TestHost other = null!;

    [OneTimeSetUp]
    public void StartServers() => (one, other) = (Server(), Server());

    [OneTimeTearDown]
    public async Task StopServers()
    {
        foreach (var server in new[] { one, other }.OfType<TestHost>().Distinct())
            await server.DisposeAsync();
    }

    [Test]
    [Property("Case", "C02")]
    public async Task Code_is_redeemed_once()
    {
        var (here, there) = await SceneAsync();
        var code = here.Code();

        var outcomes = await AtOnceAsync(here, there, scene => scene.RedeemAsync(code));

        Assert.That(outcomes.OfType<TokenOutcome.Issued>().Count(), Is.EqualTo(1));
        Assert.That(outcomes.OfType<TokenOutcome.Refused>().Select(outcome => outcome.Refusal.Reason), Is.All.EqualTo("code_used"));
        Assert.That(await GenerationsAsync(here), Has.Count.EqualTo(1));
    }

    [Test]
    [Property("Case", "F05")]
    public async Task Refresh_token_leads_to_one_successor()
    {
        var (here, there) = await SceneAsync();
        var first = await here.TokensAsync();

        var outcomes = await AtOnceAsync(here, there, scene => scene.RefreshAsync(first.RefreshToken));

        var successors = outcomes.Select(outcome => TokenScene.Issued(outcome).RefreshToken).Distinct().ToList();
        Assert.That(successors, Has.Count.EqualTo(1).And.None.EqualTo(first.RefreshToken));
        Assert.That(await GenerationsAsync(here), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    [Property("Case", "H11")]
    public async Task What_a_server_makes_of_an_old_code_before_it_hears_of_the_revocation_ends_when_it_does()
    {
        var (here, there) = await SceneAsync();
        var code = here.Code();
        foreach (var server in new[] { one, other }.Distinct())
            server.Clock.Advance(TimeSpan.FromSeconds(1));
        await one.Get<ClientRegistry>().RevokeAsync(here.Client.ClientId, Actor.System, CancellationToken.None);

        var tokens = TokenScene.Issued(await there.RedeemAsync(code));
        await there.ReadAppAnewAsync();

        Assert.That(await there.ReadAsync(tokens.AccessToken), Is.Null);
        Assert.That(((TokenOutcome.Refused)await there.RefreshAsync(tokens.RefreshToken)).Refusal, Is.EqualTo(TokenRefusal.GrantRevoked));
    }

    [Test]
    [Property("Case", "F06")]
    public async Task Replay_is_found_by_a_server_that_never_saw_the_token()
    {
        var (here, there) = await SceneAsync();
        var first = await here.TokensAsync();
        var second = TokenScene.Issued(await here.RefreshAsync(first.RefreshToken));
        await here.RefreshAsync(second.RefreshToken);

        var replay = (TokenOutcome.Refused)await there.RefreshAsync(first.RefreshToken);

        Assert.That(replay.Refusal, Is.EqualTo(TokenRefusal.RefreshTokenReplayed));
        Assert.That(await here.ReadAsync(second.AccessToken), Is.Null);
    }

    [Test]
    public async Task Every_way_to_revoke_works_on_this_database()
    {
        var passkey = Guid.CreateVersion7();
        List<Func<TokenScene, Unit, Unit>> ways =
        [
            (scene, unit) => GrantRevocation.OfAccount(unit, scene.AccountId, GrantEnd.AccountClosed, one.Clock.GetUtcNow()),
            (scene, unit) => GrantRevocation.OfConsent(unit, scene.AccountId, scene.Client.ClientId, GrantEnd.RevokedByPerson, one.Clock.GetUtcNow()),
            (scene, unit) => GrantRevocation.OfPasskey(unit, scene.AccountId, passkey, GrantEnd.PasskeyRemoved, one.Clock.GetUtcNow()),
            (scene, unit) => GrantRevocation.OfClient(unit, scene.Client.ClientId, GrantEnd.RevokedByOperator, one.Clock.GetUtcNow()),
        ];

        foreach (var way in ways)
        {
            var (here, there) = await SceneAsync();
            var tokens = await here.TokensAsync(code => code with { PasskeyId = passkey });

            await here.WriteAsync(unit => way(here, unit));

            Assert.That(await there.ReadAsync(tokens.AccessToken), Is.Null);
        }
    }

    [Test]
    public async Task Single_access_token_can_be_revoked_and_the_next_one_works()
    {
        var (here, there) = await SceneAsync();
        var first = await here.TokensAsync();
        var live = await here.ReadAsync(first.AccessToken);

        await here.WriteAsync(unit => RevokedTokens.Add(RevokedTokens.Add(unit, live!.Token), live.Token));

        Assert.That(await there.ReadAsync(first.AccessToken), Is.Null);
        var second = TokenScene.Issued(await there.RefreshAsync(first.RefreshToken));
        Assert.That(await here.ReadAsync(second.AccessToken), Is.Not.Null);
    }

    private async Task<(TokenScene Here, TokenScene There)> SceneAsync()
    {
        var scene = await TokenScene.OpenAsync(one);
        return (scene, scene.On(other));
    }

    private static Task<TokenOutcome[]> AtOnceAsync(TokenScene here, TokenScene there, Func<TokenScene, Task<TokenOutcome>> ask)
    {
        var start = new TaskCompletionSource();
        var requests = Enumerable.Range(0, Requests).Select(async number =>
        {
            await start.Task;
            return await Task.Run(() => ask(number % 2 is 0 ? here : there));
        }).ToList();
        start.SetResult();
        return Task.WhenAll(requests);
    }

    private Task<List<int>> GenerationsAsync(TokenScene scene) =>
        HotTables.ListAsync(Generations, row => row.GetInt32(0), [scene.AccountId], CancellationToken.None);

    // SQLite serves one process: there, both are the same server.
    private TestHost Server()
    {
        if (Database.Kind is DatabaseKind.Sqlite && one is not null)
            return one;

        var host = new TestHost { Settings = { ["IdentityServer:MasterKey:Value"] = Convert.ToBase64String(new byte[32]) } };
        foreach (var (key, value) in Database.Settings)
            host.Settings[key] = value;
        return host;
    }
}
