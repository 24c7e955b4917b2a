using System.Collections.Concurrent;
using System.Text;
using IdentityServer.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Tests.Host;

internal sealed class TelemetryTests
{
    private readonly ConcurrentDictionary<string, string> received = [];
    private WebApplication collector;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{kind}", async (string kind, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            received.AddOrUpdate(kind, text, (_, before) => before + text);
        });
        await collector.StartAsync();

        var host = new TestHost
        {
            Settings =
            {
                ["IdentityServer:Telemetry:Endpoint"] = collector.Urls.Single(),
                ["IdentityServer:Telemetry:Protocol"] = "HttpProtobuf",
                ["IdentityServer:Telemetry:TraceRatio"] = "1",
            },
        };
        // Unlike the in-memory server, a real one stops only after its last request has been told of.
        host.UseKestrel(0);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live?code=a-secret-code");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        await host.CreateClient().SendAsync(request);
        await host.DisposeAsync();
        for (var patience = 500; received.Count < 2 && patience > 0; patience--)
            await Task.Delay(20);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => collector.DisposeAsync();

    [Test]
    public void A_request_is_traced_under_the_callers_trace() => Assert.That(received["traces"], Does
        .Contain("GET /health/live").And
        .Contain(Encoding.Latin1.GetString(Convert.FromHexString("0af7651916cd43dd8448eb211c80319c"))));

    [Test]
    public void Requests_are_measured() => Assert.That(received["metrics"], Does.Contain("http.server.request.duration"));

    [Test, Property("Case", "H08")]
    public void What_stands_in_a_query_string_stays_here() =>
        Assert.That(received.Values, Has.Count.EqualTo(2).And.None.Contains("a-secret-code"));
}
