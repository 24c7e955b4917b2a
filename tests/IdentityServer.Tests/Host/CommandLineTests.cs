using IdentityServer.Host.Commands;

namespace IdentityServer.Tests.Host;

internal sealed class CommandLineTests
{
    [TestCase("")]
    [TestCase("--urls http://127.0.0.1:0")]
    [TestCase("--IdentityServer:Issuer=https://id.example.com")]
    [TestCase("--environment=Production --contentRoot=/srv")]
    public void Settings_alone_serve(string line) => Assert.That(CommandLine.IsAskedFor(Words(line)), Is.False);

    [TestCase("migrate")]
    [TestCase("nonsense")]
    [TestCase("--help")]
    [TestCase("--json migrate")]
    [TestCase("--IdentityServer:DataDirectory=/srv/data migrate")]
    public void A_word_or_a_call_for_help_is_a_command(string line) => Assert.That(CommandLine.IsAskedFor(Words(line)));

    [Test]
    public async Task What_nobody_understands_is_a_usage_error()
    {
        using var error = new StringWriter();

        var exit = await CommandLine.RunAsync(["nonsense"], _ => throw new InvalidOperationException("composed"), new() { Error = error });

        Assert.That(exit, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(error.ToString(), Does.Contain("usage"));
    }

    [Test]
    public async Task Help_needs_no_server()
    {
        using var output = new StringWriter();

        var exit = await CommandLine.RunAsync(["--help"], _ => throw new InvalidOperationException("composed"), new() { Output = output });

        Assert.That(exit, Is.Zero);
        Assert.That(output.ToString(), Does.Contain("--json"));
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
