using IdentityServer.Host.Commands;

namespace IdentityServer.TestKit;

/// <summary>What a command of the host said. <code>var answer = await CommandAnswer.OfAsync(directory, "users", "list", "--json");</code></summary>
internal sealed record CommandAnswer(ExitCode Exit, string Output, string Error)
{
    public static async Task<CommandAnswer> OfAsync(string dataDirectory, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exit = await CommandLine.RunAsync(
            [.. args, "--environment=Development", $"--IdentityServer:DataDirectory={dataDirectory}"],
            Program.Compose,
            new() { Output = output, Error = error });

        return new((ExitCode)exit, output.ToString(), error.ToString());
    }
}
