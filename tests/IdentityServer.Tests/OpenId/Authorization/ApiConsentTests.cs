using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using IdentityServer.Protocol.Jose;
using IdentityServer.TestKit.Relying;
using IdentityServer.Tests.OpenId.Clients;

namespace IdentityServer.Tests.OpenId.Authorization;

/// <summary>What APIs are told about people is told to them first, and is what they leave of it.</summary>
internal sealed class ApiConsentTests
{
    private const string Orders = "https://orders.test";
    private const string Stock = "https://stock.test";

    private AuthorizationBench bench;
    private RelyingParty app;

    [SetUp]
    public async Task StartAsync()
    {
        bench = await AuthorizationBench.CreateAsync();
        var apis = new AppBench { Host = bench.Host };
        await apis.ImportResourceAsync($$"""{ "resource": "{{Orders}}", "name": "Orders", "scopes": ["orders.read"], "claims": ["preferred_username", "groups"], "access_token_format": "jwt" }""");
        await apis.ImportResourceAsync($$"""{ "resource": "{{Stock}}", "name": "Stock", "claims": ["phone_number"], "access_token_format": "jwt" }""");
        app = await bench.Host.NewAppAsync(new()
        {
            FirstParty = false,
            Extra = { ["resources"] = new JsonArray(Orders, Stock), ["scope"] = "openid profile orders.read" },
        });
    }

    [TearDown]
    public ValueTask StopAsync() => bench.DisposeAsync();

    [Test]
    public async Task A_claim_of_an_API_that_was_declined_is_not_in_the_access_token()
    {
        var question = app.Ask("openid profile orders.read");
        var refused = await RedeemAsync(question, await AllowAsync(question, without: "profile"));

        Assert.That(refused.TryGetProperty("groups", out _), Is.True, "nobody asked for these otherwise, and the page has said it");
        Assert.That(refused.TryGetProperty("preferred_username", out _), Is.False);
    }

    [Test]
    public async Task What_was_not_declined_is_in_it()
    {
        var question = app.Ask("openid profile orders.read");
        var allowed = await RedeemAsync(question, await AllowAsync(question));

        Assert.That(allowed.GetProperty("preferred_username").GetString(), Is.EqualTo("ada"));
    }

    [Test]
    public async Task An_API_without_a_scope_and_the_claims_it_gets_are_shown_before_they_are_given()
    {
        var question = app.Ask("openid", ("resource", Stock));
        using var detour = await bench.Ada.Http.GetAsync(question.Address.PathAndQuery);
        var page = await bench.PageAsync(detour.Headers.Location!.OriginalString);

        Assert.That(page.QuerySelectorAll("p.given").Select(item => item.TextContent), Has.One.EqualTo("Use StockIt learns: phone number"));
    }

    [Test]
    public async Task An_API_with_a_scope_says_what_it_learns()
    {
        using var detour = await bench.Ada.Http.GetAsync(app.Ask("openid orders.read").Address.PathAndQuery);
        var page = await bench.PageAsync(detour.Headers.Location!.OriginalString);

        Assert.That(page.Body!.TextContent, Does.Contain("In Orders. It learns: user name, your groups").And.Not.Contain("Stock"));
    }

    private async Task<HttpResponseMessage> AllowAsync(Question question, string? without = null)
    {
        using var detour = await bench.Ada.Http.GetAsync(question.Address.PathAndQuery);
        return await bench.SubmitAsync(detour, "consent-allow", form =>
        {
            foreach (var box in form.QuerySelectorAll("input[name=Scopes]").Cast<IHtmlInputElement>())
                box.IsChecked &= box.Value != without;
        });
    }

    private async Task<JsonElement> RedeemAsync(Question question, HttpResponseMessage answer)
    {
        var tokens = (await app.RedeemAsync(question, (await Answer.ReadAsync(question, answer)).ACode)).Tokens;
        Assert.That(StrictBase64Url.TryDecode(tokens.AccessToken.Split('.')[1], out var content));
        return JsonDocument.Parse(content).RootElement;
    }
}
