using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Codes;
using IdentityServer.OpenId.Keys;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Parameters;
using IdentityServer.TestKit;
using IdentityServer.TestKit.OpenId;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.OpenId.Authorization;

/// <summary>The server, one app and one person who has an account: everything travels over HTTP.</summary>
internal sealed class AuthorizationBench : IAsyncDisposable
{
    public const string Endpoint = "/connect/authorize";
    public const string Issuer = "http://localhost:5000";

    private static readonly Statement NoAdministrator = new("""DELETE FROM "GroupMembers" """);
    private static readonly Statement Events = new("""SELECT "Type" FROM "AuditEvents" WHERE "Type" = @type""");

    private readonly List<Visitor> elsewhere = [];

    private AuthorizationBench(TestHost host, Visitor ada) => (Host, Ada) = (host, ada);

    public TestHost Host { get; }

    /// <summary>Signed in on her browser from the beginning.</summary>
    public Visitor Ada { get; }

    /// <summary>The same person on another browser, where she is not signed in.</summary>
    public Visitor Elsewhere()
    {
        elsewhere.Add(Ada.OnAnotherBrowser());
        return elsewhere[^1];
    }

    public static Client App { get; } = A.Client() with { FirstParty = true };

    public static async Task<AuthorizationBench> CreateAsync(Client? app = null, TestHost? host = null)
    {
        host ??= new TestHost();
        var bench = new AuthorizationBench(host, await Visitor.SetUpAsync(host));
        await bench.RegisterAsync(app ?? App);
        await bench.Ada.SignInAsync();
        bench.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        return bench;
    }

    public Task RegisterAsync(Client client) => Host.Get<ClientRegistry>().SaveAsync(client, Actor.System, CancellationToken.None);

    public static string Query(params (string Name, string? Value)[] changes) => $"{Endpoint}?{A.AuthorizationParameters(changes).ToForm()}";

    /// <summary>Another person's passkey, to be put on some device.</summary>
    public async Task<SoftPasskey> AddPersonAsync(string userName)
    {
        // The set-up makes people as long as there is no administrator.
        await Host.Get<IHotTables>().WriteAsync(new Unit().Add(NoAdministrator), CancellationToken.None);
        var person = await Visitor.SetUpAsync(Host, userName);
        elsewhere.Add(person);
        return person.Device.Passkeys.Single();
    }

    /// <summary>An ID token as this server has signed it long ago for Ada's session.</summary>
    public async Task<string> IdTokenAsync(string? subject = null, string audience = "app", string? session = null)
    {
        var code = await FirstCodeAsync();
        var claims = new { iss = Issuer, sub = subject ?? code.AccountId.ToString(), aud = audience, sid = session ?? code.SessionId.ToString(), iat = 999_999_000, exp = 1_000_000_000 };
        var key = await Host.Get<SigningKeys>().CurrentAsync(SignatureAlgorithm.RS256, CancellationToken.None);
        return key.For("JWT").SignToString(JsonSerializer.SerializeToUtf8Bytes(claims));
    }

    public async Task<int> AuditedAsync(AuditEventType type)
    {
        var rows = await Host.Get<IHotTables>().ListAsync(Events, row => row.GetString(0), [type.Name], CancellationToken.None);
        return rows.Count;
    }

    /// <summary>By Ada's browser.</summary>
    public Task<HttpResponseMessage> AskAsync(params (string Name, string? Value)[] changes) => Ada.Http.GetAsync(Query(changes));

    /// <summary>Signs in where the answer sent the browser, and goes on from there.</summary>
    public async Task<HttpResponseMessage> SignInAsync(HttpResponseMessage detour, Visitor? who = null)
    {
        who ??= Ada;
        Host.Clock.Advance(TimeSpan.FromSeconds(2));
        var answer = await who.SignInAsync(question: new { interaction = HandleOf(detour) });
        var next = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("next").GetString();
        return await who.Http.GetAsync(next);
    }

    /// <summary>Fills in the form of a page of ours as it stands, presses one of its buttons.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(HttpResponseMessage detour, string button, Action<IHtmlFormElement>? change = null, HttpClient? browser = null)
    {
        var address = detour.Headers.Location!.OriginalString;
        return await PressAsync(address, await PageAsync(address, browser), button, change, browser);
    }

    public async Task<HttpResponseMessage> PressAsync(string address, IHtmlDocument page, string button, Action<IHtmlFormElement>? change = null, HttpClient? browser = null)
    {
        var pressed = (IHtmlButtonElement)page.GetElementById(button)!;
        var form = pressed.Form!;
        change?.Invoke(form);
        var fields = form.QuerySelectorAll("input[name]").Cast<IHtmlInputElement>()
            .Where(input => input.Type is not "checkbox" || input.IsChecked)
            .Select(input => KeyValuePair.Create(input.Name!, input.Value));
        if (pressed.Name is { Length: > 0 } name)
            fields = fields.Append(KeyValuePair.Create(name, pressed.Value));
        return await (browser ?? Ada.Http).PostAsync(address, new FormUrlEncodedContent(fields));
    }

    public async Task<IHtmlDocument> PageAsync(string address, HttpClient? browser = null)
    {
        var response = await (browser ?? Ada.Http).GetAsync(address);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
        return await ReadAsync(response);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    public static string PageOf(HttpResponseMessage detour) => detour.Headers.Location?.OriginalString.Split('?')[0] ?? $"({(int)detour.StatusCode})";

    public static string HandleOf(HttpResponseMessage detour) => detour.Headers.Location!.OriginalString.Split("interaction=")[1].Split('&')[0];

    /// <summary>What came back to the app in the query.</summary>
    public static ParameterSet AnswerOf(HttpResponseMessage response, string redirectUri = A.RedirectUri)
    {
        var location = response.Headers.Location?.OriginalString;
        Assert.That(location, Does.StartWith(redirectUri + "?"), $"answered {(int)response.StatusCode}");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        return ParameterSet.FromForm(location.AsSpan(redirectUri.Length + 1));
    }

    public AuthorizationCode CodeOf(HttpResponseMessage response)
    {
        var answer = AnswerOf(response);
        Assert.That(answer["error"], Is.Null, answer["error_description"]);
        return Host.Get<AuthorizationCodes>().TryOpen(answer["code"], out var code) ? code : throw new AssertionException("This is no code.");
    }

    private async Task<AuthorizationCode> FirstCodeAsync()
    {
        await RegisterAsync(App with { ClientId = "first" });
        return CodeOf(await AskAsync(("client_id", "first")));
    }

    public static string? ErrorOf(HttpResponseMessage response) => AnswerOf(response)["error"];

    /// <summary>A page of ours with these words for the developer, and nowhere to go.</summary>
    public static async Task ShouldBePageAsync(HttpResponseMessage response, string detail, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Headers.Location, Is.Null);
        var page = await ReadAsync(response);
        Assert.That(page.QuerySelector("h1")?.TextContent, Is.EqualTo("We cannot process this request"));
        Assert.That(page.QuerySelector("dl.support")?.TextContent, Does.Contain(detail));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in elsewhere)
            visitor.Http.Dispose();
        Ada.Dispose();
        await Host.DisposeAsync();
    }
}
