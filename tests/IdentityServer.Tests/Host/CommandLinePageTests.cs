using System.CommandLine;
using System.Text.RegularExpressions;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Host;

/// <summary>docs/command-line.md against the commands: every <c>--help</c> stands there word for word.</summary>
internal sealed partial class CommandLinePageTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("docs/command-line.md"));

    [Test]
    public void Every_command_is_shown_with_its_help()
    {
        var missing = Everything().Select(Block).Where(block => !Page.Contains(block, StringComparison.Ordinal)).ToList();

        Assert.That(missing, Is.Empty, "docs/command-line.md lacks:\n\n" + string.Join('\n', missing));
    }

    [Test]
    public void No_command_is_shown_that_does_not_exist()
    {
        var lines = Everything().Select(Block).Select(block => Asked().Match(block).Value).ToHashSet();

        Assert.That(Asked().Matches(Page).Select(match => match.Value).Where(line => !lines.Contains(line)), Is.Empty);
    }

    [Test]
    public void Every_exit_code_is_explained() => Assert.That(
        Enum.GetValues<ExitCode>().Where(code => !Page.Contains($"| {(int)code} | ", StringComparison.Ordinal)), Is.Empty);

    private static IEnumerable<string[]> Everything() => Below(CommandLine.Root(new(() => throw new InvalidOperationException())), []);

    private static IEnumerable<string[]> Below(Command command, string[] path) =>
        command.Subcommands.SelectMany(child => Below(child, [.. path, child.Name])).Prepend(path);

    private static string Block(string[] path)
    {
        using var output = new StringWriter();
        CommandLine.Root(new(() => throw new InvalidOperationException())).Parse([.. path, "--help"]).Invoke(new() { Output = output });

        var lines = output.ToString().Replace(RootCommand.ExecutableName, "IdentityServer.Host", StringComparison.Ordinal)
            .Split(Environment.NewLine).Select(line => line.TrimEnd());
        return $"```\n$ {string.Join(' ', ["IdentityServer.Host", .. path, "--help"])}\n{string.Join('\n', lines).Trim()}\n```\n";
    }

    [GeneratedRegex(@"^\$ IdentityServer\.Host.* --help$", RegexOptions.Multiline)]
    private static partial Regex Asked();
}
