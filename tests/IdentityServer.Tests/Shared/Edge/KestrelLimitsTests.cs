using System.Net;
using System.Net.Sockets;
using System.Text;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Shared.Edge;

/// <summary>What is too large is refused before anybody reads it: over a real socket, as nothing else applies these limits.</summary>
[Property("Case", "4.2.5")]
internal sealed class KestrelLimitsTests
{
    private const int BodySize = 20_000;

    private TestHost host;
    private HttpClient client;
    private Uri origin;

    [OneTimeSetUp]
    public void Start()
    {
        host = new() { Settings = { ["IdentityServer:Edge:BodySize"] = $"{BodySize}" } };
        origin = new(host.Listen());
        client = new() { BaseAddress = origin };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [TestCase(BodySize - 100, 200)]
    [TestCase(BodySize + 100, 413)]
    public async Task A_body_may_be_as_large_as_the_settings_say(int length, int expected) =>
        Assert.That(await PostAsync(Body(length)), Is.EqualTo(expected));

    [Test]
    public async Task A_body_that_does_not_tell_its_length_is_measured_all_the_same()
    {
        using var chunked = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes(Body(BodySize + 100))));
        chunked.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/passkeys/sign-in/options") { Content = chunked };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await client.SendAsync(request);

        Assert.That((int)answer.StatusCode, Is.EqualTo(413));
    }

    [TestCase(16_000, 431, "X-Much")]
    [TestCase(1_000, 200, "X-Little")]
    public async Task Headers_have_an_end(int length, int expected, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        for (var number = 0; number < 3; number++)
            request.Headers.TryAddWithoutValidation($"{name}-{number}", new string('x', length));

        using var answer = await client.SendAsync(request);

        Assert.That((int)answer.StatusCode, Is.EqualTo(expected));
    }

    [TestCase(17_000, 414)]
    [TestCase(10_000, 200)]
    public async Task So_does_an_address(int length, int expected)
    {
        using var answer = await client.GetAsync($"/health/live?{new string('x', length)}");

        Assert.That((int)answer.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task Two_lengths_for_one_body_are_refused() => Assert.That(
        await SayAsync("POST /health/live HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), Does.StartWith("HTTP/1.1 400 "));

    [Test]
    public async Task The_server_does_not_say_what_it_is()
    {
        using var answer = await client.GetAsync("/health/live");

        Assert.That(answer.Headers.Select(header => header.Key), Has.None.EqualTo("Server").And.None.StartsWith("X-Powered-By"));
    }

    private static string Body(int length) => $$"""{"identifier":"{{new string('x', length - 17)}}"}""";

    private async Task<int> PostAsync(string body)
    {
        using var answer = await client.PostAsync("/passkeys/sign-in/options", new StringContent(body, Encoding.UTF8, "application/json"));
        return (int)answer.StatusCode;
    }

    private async Task<string> SayAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, origin.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadLineAsync() ?? "";
    }
}
