using System.Net;
using IdentityServer.OpenId;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Playground;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.OpenId.Playground;

internal sealed class PlaygroundTests
{
    [TestCase("/playground")]
    [TestCase("/playground/playground.js")]
    public async Task In_Development_it_is_there(string path)
    {
        await using var host = new TestHost();
        using var browser = host.NewBrowser();

        using var response = await browser.GetAsync(path);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("/playground")]
    [TestCase("/playground/playground.js")]
    public async Task In_Production_there_is_no_trace_of_it(string path)
    {
        await using var host = Production();
        using var browser = host.NewBrowser("https://id.test");

        using var response = await browser.GetAsync(path);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task In_Production_nothing_can_be_posted_to_it()
    {
        await using var host = Production();
        using var browser = host.NewBrowser("https://id.test");

        using var response = await browser.PostAsync("/playground", new FormUrlEncodedContent([]));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task In_Production_its_app_is_unknown()
    {
        await using var host = Production();

        Assert.That(await host.Get<ClientCatalog>().FindAsync(PlaygroundClient.Id, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Its_app_keeps_the_rules_of_every_app()
    {
        await using var host = new TestHost();
        var provider = await host.Get<ProviderSource>().CurrentAsync(CancellationToken.None);

        var client = await host.Get<ClientCatalog>().FindAsync(PlaygroundClient.Id, CancellationToken.None);

        Assert.That(client, Is.Not.Null);
        Assert.That(ClientRules.Faults(client!, provider), Is.Empty);
    }

    [Test]
    public async Task An_answer_that_is_posted_reaches_its_script_and_runs_nothing()
    {
        await using var host = new TestHost();
        using var browser = host.NewBrowser();

        using var response = await browser.PostAsync("/playground", new FormUrlEncodedContent([new("code", "\"><script>alert(1)</script>")]));

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("data-posted=\"{&quot;code&quot;").And.Not.Contain("<script>alert"));
    }

    private static TestHost Production() => new()
    {
        Environment = "Production",
        Settings = { ["IdentityServer:Issuer"] = "https://id.test", ["IdentityServer:RelyingPartyId"] = "id.test" },
    };
}
