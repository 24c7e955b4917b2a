using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IdentityServer.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IdentityServer.Tests.Shared.Health;

internal sealed class HealthTests
{
    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    public async Task A_server_that_works_says_so(string path)
    {
        await using var host = new TestHost();

        var answer = await host.NewBrowser().GetAsync(path);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())?["status"], Is.EqualTo("ok"));
    }

    [Test, Property("Case", "OP-43")]
    public async Task A_part_that_fails_is_named_without_its_reason()
    {
        await using var host = new TestHost
        {
            Fakes = services => services.AddHealthChecks().AddCheck("oven", () => throw new InvalidOperationException("secret host name")),
        };

        var answer = await host.NewBrowser().GetAsync("/health/ready");

        var body = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That((string?)JsonNode.Parse(body)?["checks"]?["oven"], Is.EqualTo("failing"));
        Assert.That(body, Does.Not.Contain("secret"));
    }

    [Test]
    public async Task A_server_told_to_stop_serves_on_but_is_not_ready()
    {
        await using var host = new TestHost { Settings = { ["IdentityServer:Edge:DrainDelay"] = "00:00:03" } };
        var browser = host.NewBrowser();

        await browser.GetAsync("/health/ready");
        host.Get<IHostApplicationLifetime>().StopApplication();

        Assert.That((await browser.GetAsync("/health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await browser.GetAsync("/health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }
}
