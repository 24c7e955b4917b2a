using System.CommandLine;
using System.CommandLine.Parsing;

namespace IdentityServer.Host.Commands;

/// <summary>For containers, which have no other HTTP client. Asks a server that runs, and so composes none.</summary>
internal static class HealthCommand
{
    private static readonly Option<Uri?> Url = new("--url")
    {
        Description = "Where the server listens; if not said, where ASPNETCORE_URLS or ASPNETCORE_HTTP_PORTS tell it to, or http://localhost:5000",
        CustomParser = Parse,
    };

    public static Command Create()
    {
        var command = new Command("health", "Asks the running server whether it is ready") { Url };
        command.SetAction(async (arguments, cancellation) => (int)await RunAsync(arguments, cancellation));
        return command;
    }

    public static Uri Listening(string? urls, string? ports)
    {
        var first = (urls ?? "").Split(';')[0].Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal);
        return Uri.TryCreate(first, UriKind.Absolute, out var url)
            ? new UriBuilder(url) { Host = url.Host is "0.0.0.0" or "[::]" ? "localhost" : url.Host }.Uri
            : new($"http://localhost:{(ports is null or "" ? "5000" : ports.Split(';')[0])}");
    }

    private static async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var output = CommandRunner.Output(arguments);
        var server = arguments.GetValue(Url) ?? Listening(
            Environment.GetEnvironmentVariable("ASPNETCORE_URLS"), Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS"));
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(new Uri(server, "/health/ready"), cancellation);
            return answer.IsSuccessStatusCode
                ? output.Done(new { Ready = true }, "Ready.")
                : output.Refuse("not_ready", $"The server answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return output.Refuse("not_reachable", fault.Message);
        }
    }

    private static Uri? Parse(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;

        argument.AddError($"'{argument.Tokens[0].Value}' is not an address such as http://localhost:8080.");
        return null;
    }
}
