using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.Sessions;

/// <summary>Whatever anybody sends, signed in or not, is answered: no database and no text function stumbles over it.</summary>
[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class AnythingTypedTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private TestHost host;
    private Visitor ada;
    private HttpClient guest;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        host = new()
        {
            Settings =
            {
                ["IdentityServer:MasterKey:Value"] = Convert.ToBase64String(new byte[32]),
                ["IdentityServer:Passwords:Enabled"] = "true",
                ["IdentityServer:Passwords:RefusalTime"] = "00:00:00",
                ["IdentityServer:SignUp:Mode"] = "Open",
            },
        };
        foreach (var (key, value) in Database.Settings)
            host.Settings[key] = value;
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        await ada.SignInAsync();
        guest = host.NewBrowser();
        guest.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        guest?.Dispose();
        ada?.Dispose();
        await (host?.DisposeAsync() ?? default);
    }

    [Test]
    public async Task A_name_is_only_a_name_that_nobody_has(
        [Values("/sign-in/approval", "/sign-in/password", "/sign-in")] string page, [Values(0, 0xfffe, 0xffff)] int sign)
    {
        var answer = await SendAsync(guest, page, ("identifier", $"ada{(char)sign}"), ("password", "secret"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task Half_a_pair_in_a_script_s_question_is_one_too([Values("\\ud83f", "\\u0000", "\\ufffe")] string escaped)
    {
        var question = new StringContent($$"""{"identifier":"ada{{escaped}}"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));

        var answer = await guest.PostAsync("/passkeys/sign-in/options", question);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task What_cannot_be_read_does_not_get_into_an_account(
        [Values("/account/profile/user-name:UserName", "/account/profile:Form.Name", "/account/email/change:Email")] string field, [Values(0, 0xfffe)] int sign)
    {
        var (page, name) = (field.Split(':')[0], field.Split(':')[1]);

        var answer = await SendAsync(ada.Http, page, (name, $"ada{(char)sign}"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), "the page again, with what is wrong");
    }

    [Test]
    public async Task A_page_with_a_long_query_leads_to_the_sign_in()
    {
        var answer = await guest.GetAsync("/account/passkeys?x=" + new string('x', 3000));

        Assert.That(answer.Headers.Location?.OriginalString, Does.StartWith("/sign-in?interaction="));
    }

    // In parts, because the other form of a form stumbles over such signs by itself.
    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string path, params (string Name, string Value)[] filledIn)
    {
        var form = (await browser.ReadPageAsync(path)).QuerySelector("main form[method=post]")!;
        using var parts = new MultipartFormDataContent();
        foreach (var input in form.QuerySelectorAll<IHtmlInputElement>("input[name]").Where(input => filledIn.All(own => own.Name != input.Name)))
            parts.Add(new StringContent(input.Value), input.Name!);
        foreach (var (name, value) in filledIn)
            parts.Add(new StringContent(value), name);
        return await browser.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : path, parts);
    }
}
