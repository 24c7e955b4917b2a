using System.Text.Json;
using IdentityServer.TestKit;
using static IdentityServer.Tests.OpenId.Authorization.AuthorizationBench;

namespace IdentityServer.Tests.OpenId.Authorization;

/// <summary>Initiating User Registration 1.0: an app may send people to make an account where the operator lets them.</summary>
[Property("Case", "A14")]
internal sealed class CreateAccountTests
{
    [TestCase("Closed")]
    [TestCase("Invitation")]
    public async Task Where_nobody_can_make_an_account_it_is_neither_offered_nor_taken(string mode)
    {
        await using var bench = await BenchAsync(mode);

        Assert.That(await PromptsAsync(bench), Does.Not.Contain("create"));
        Assert.That(ErrorOf(await bench.AskAsync(("prompt", "create"))), Is.EqualTo("invalid_request"));
    }

    [Test]
    public async Task Whoever_is_sent_to_make_an_account_gets_to_the_page_for_it_even_if_they_have_one()
    {
        await using var bench = await BenchAsync("Open");

        Assert.That(await PromptsAsync(bench), Does.Contain("create"));
        Assert.That(PageOf(await bench.Elsewhere().Http.GetAsync(Query(("prompt", "create")))), Is.EqualTo("/sign-up"));
        Assert.That(PageOf(await bench.AskAsync(("prompt", "create"))), Is.EqualTo("/sign-up"), "somebody else may sit there now");
    }

    [Test]
    public async Task Whoever_signs_in_instead_goes_on_to_the_app()
    {
        await using var bench = await BenchAsync("Open");
        var elsewhere = bench.Elsewhere();
        var detour = await elsewhere.Http.GetAsync(Query(("prompt", "create")));

        var page = await bench.PageAsync(detour.Headers.Location!.OriginalString, elsewhere.Http);

        Assert.That(page.QuerySelector("a[href^='/sign-in?interaction=']")?.GetAttribute("href"), Does.EndWith(HandleOf(detour)));
        Assert.That(bench.CodeOf(await bench.SignInAsync(detour, elsewhere)).ClientId, Is.EqualTo("app"));
    }

    private static Task<AuthorizationBench> BenchAsync(string mode) =>
        CreateAsync(host: new TestHost { Settings = { ["IdentityServer:SignUp:Mode"] = mode } });

    private static async Task<IEnumerable<string?>> PromptsAsync(AuthorizationBench bench)
    {
        using var document = JsonDocument.Parse(await bench.Ada.Http.GetStringAsync("/.well-known/openid-configuration"));
        return [.. document.RootElement.GetProperty("prompt_values_supported").EnumerateArray().Select(prompt => prompt.GetString())];
    }
}
