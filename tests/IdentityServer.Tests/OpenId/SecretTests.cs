using System.Text;
using AngleSharp.Html.Parser;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Tests.OpenId;

/// <summary>What opens something is in the hands of who carries it, and nowhere else: in no log, in no row, in no page.</summary>
internal sealed class SecretTests
{
    private readonly FakeLogger log = new();
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task StartAsync()
    {
        host = new TestHost { Fakes = services => services.AddLogging(logging => logging.AddFilter("IdentityServer", LogLevel.Trace).AddProvider(log)) };
        ada = await Visitor.SetUpAsync(host);
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    [Property("Case", "C12")]
    [Property("Case", "H08")]
    [Property("Case", "H12")]
    public async Task Nothing_that_opens_anything_is_logged_or_kept_as_it_is()
    {
        var carried = await WalkAsync();

        var logged = string.Join('\n', log.Messages);
        var kept = Encoding.Latin1.GetString(await DatabaseAsync());
        Assert.That(logged, Does.Contain("Passkey accepted"), "the log does say what happens");
        Assert.That(kept, Does.Contain("Grants"));
        foreach (var (name, value) in carried)
        {
            Assert.That(logged, Does.Not.Contain(value), $"{name} is in the log");
            Assert.That(kept, Does.Not.Contain(value), $"{name} is in the database");
        }
    }

    [Test]
    [Property("Case", "C12")]
    public async Task The_page_that_posts_a_code_loads_nothing_from_elsewhere_and_tells_nobody_where_it_was()
    {
        var app = await host.NewAppAsync();

        var page = (await Journey.TakeAsync(ada, app.Ask("openid", ("response_mode", "form_post")))).End;

        Assert.That(page.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("no-referrer").Or.EqualTo("same-origin"));
        Assert.That(page.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'none'").And.Not.Contain("img-src *"));
        var html = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync());
        var loaded = html.QuerySelectorAll("[src], link[href]").Select(it => it.GetAttribute("src") ?? it.GetAttribute("href"));
        Assert.That(loaded, Is.All.StartsWith("/"));
    }

    [Test]
    [Property("Case", "S18")]
    public async Task A_session_has_one_name_for_apps_which_is_not_its_key()
    {
        var app = await host.NewAppAsync();
        var (first, again) = (await SessionOfAsync(app, ada), await SessionOfAsync(app, ada));
        using var elsewhere = ada.OnAnotherBrowser();
        var other = await SessionOfAsync(app, elsewhere);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
        var cookie = CookieOf(await ada.SignInAsync());
        using var thief = host.NewBrowser();
        thief.DefaultRequestHeaders.Add("Cookie", $"__Host-session={first}");
        thief.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Assert.That(cookie, Is.Not.EqualTo(first));
        Assert.That((await thief.GetAsync("/account/apps")).Headers.Location?.OriginalString, Does.StartWith("/sign-in"));
    }

    /// <summary>A pushed request, a sign-in, a code, tokens and a refresh.</summary>
    private async Task<List<(string Name, string Value)>> WalkAsync()
    {
        var secret = StrictText.Random();
        var app = await host.NewAppAsync(new() { Proof = new ClientProof.SecretPost(secret), FirstParty = false });
        var question = await app.PushAsync(app.Ask("openid profile offline_access"));
        var journey = await Journey.TakeAsync(ada, question);
        var code = (await journey.AnswerAsync()).ACode;
        var tokens = (await app.RedeemAsync(question, code)).Tokens;
        var refreshed = (await app.RefreshAsync(tokens)).Tokens;
        await app.UserInfoAsync(refreshed with { IdToken = tokens.IdToken });
        var cookie = CookieOf(await ada.SignInAsync());

        return
        [
            ("the client secret", secret), ("request_uri", question.RequestUri!.Split(':')[^1]), ("the code", code), ("code_verifier", question.Verifier!),
            ("the access token", tokens.AccessToken), ("the ID token", tokens.IdTokenText!), ("the refresh token", tokens.RefreshToken!),
            ("its successor", refreshed.RefreshToken!), ("the session's cookie", cookie),
        ];
    }

    private static async Task<string?> SessionOfAsync(RelyingParty app, Visitor visitor)
    {
        var question = app.Ask();
        var journey = await Journey.TakeAsync(visitor, question);
        return (await app.RedeemAsync(question, (await journey.AnswerAsync()).ACode)).Tokens.IdToken!.Claims.Text("sid");
    }

    private static string CookieOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single(it => it.StartsWith("__Host-session=", StringComparison.Ordinal)).Split('=', 2)[1].Split(';')[0];

    private async Task<byte[]> DatabaseAsync()
    {
        var bytes = new List<byte>();
        foreach (var file in Directory.EnumerateFiles(host.DataDirectory, "*.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await open.CopyToAsync(copy);
            bytes.AddRange(copy.ToArray());
        }

        return [.. bytes];
    }
}
