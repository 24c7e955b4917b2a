using IdentityServer.Host.Commands;

namespace IdentityServer.Tests.Host;

internal sealed class HealthCommandTests
{
    [TestCase(null, null, "http://localhost:5000/")]
    [TestCase(null, "8080", "http://localhost:8080/")]
    [TestCase(null, "8080;8081", "http://localhost:8080/")]
    [TestCase("http://+:8080", "9090", "http://localhost:8080/")]
    [TestCase("http://*:8080;https://*:8443", null, "http://localhost:8080/")]
    [TestCase("http://0.0.0.0:8080", null, "http://localhost:8080/")]
    [TestCase("http://[::]:8080", null, "http://localhost:8080/")]
    [TestCase("http://127.0.0.1:8080", null, "http://127.0.0.1:8080/")]
    public void The_server_is_looked_for_where_it_was_told_to_listen(string? urls, string? ports, string expected) =>
        Assert.That(HealthCommand.Listening(urls, ports).AbsoluteUri, Is.EqualTo(expected));

    [Test]
    public async Task A_server_that_does_not_answer_is_not_ready()
    {
        using var error = new StringWriter();

        var exit = await CommandLine.RunAsync(["health", "--url", "http://127.0.0.1:9"], Program.Compose, new() { Error = error });

        Assert.That(exit, Is.EqualTo((int)ExitCode.Refused));
        Assert.That(error.ToString(), Does.StartWith("not_reachable: "));
    }
}
