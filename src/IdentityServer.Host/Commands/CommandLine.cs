using System.CommandLine;

namespace IdentityServer.Host.Commands;

/// <summary>
/// The server's command line. Settings (--IdentityServer:Issuer=…) may stand anywhere; with nothing else on the line
/// the host serves and this class is never touched.
/// </summary>
internal static class CommandLine
{
    // Logs belong on standard error here: standard output carries the result.
    private static readonly string[] QuietLogs =
        ["--Logging:Console:LogToStandardErrorThreshold=Trace", "--Logging:LogLevel:Default=Warning"];

    public static bool IsAskedFor(string[] args) => args.SkipWhile(IsSetting).FirstOrDefault() is { } first
        && (!first.StartsWith('-') || first is "--help" or "-h" or "-?" or "--version" or "--json");

    public static async Task<int> RunAsync(
        string[] args, Func<string[], WebApplication> compose, InvocationConfiguration? console = null)
    {
        var settings = args.Where(IsSetting);
        var runner = new CommandRunner(() => compose([.. settings, .. QuietLogs]));
        var arguments = Root(runner).Parse([.. args.Where(argument => !IsSetting(argument))]);

        if (arguments.Errors is [])
            return await arguments.InvokeAsync(console ??= new() { EnableDefaultExceptionHandler = false });

        var error = console?.Error ?? Console.Error;
        return (int)new CommandOutput(TextWriter.Null, error, arguments.GetValue(CommandRunner.Json))
            .Refuse("usage", arguments.Errors[^1].Message + " See --help.", ExitCode.Usage);
    }

    public static RootCommand Root(CommandRunner runner) => new(
        "A passkey-first OpenID Connect provider. Without a command it serves; settings such as "
        + "--IdentityServer:Issuer=https://id.example.com may be given with any command.")
    {
        CommandRunner.Json,
        AuditCommand.Create(runner),
        BackupCommand.Create(runner),
        ClientsCommand.Create(runner),
        HealthCommand.Create(),
        InvitationsCommand.Create(runner),
        MigrateCommand.Create(runner),
        KeysCommand.Create(runner),
        MailCommand.Create(runner),
        PasswordsCommand.Create(runner),
        ResourcesCommand.Create(runner),
        SetupLinkCommand.Create(runner),
        UsersCommand.Create(runner),
    };

    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=') is var equals and > 0
        && (argument.AsSpan(0, equals).Contains(':') || argument.StartsWith("--environment=", StringComparison.Ordinal));
}
