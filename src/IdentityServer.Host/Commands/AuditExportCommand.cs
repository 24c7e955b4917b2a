using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IdentityServer.Audit.Reading;

namespace IdentityServer.Host.Commands;

internal static class AuditExportCommand
{
    private static readonly Option<DateTimeOffset> From = new("--from")
    {
        Description = "The first moment: 2026-03-01 or 2026-03-01T12:00Z",
        HelpName = "moment",
        DefaultValueFactory = _ => DateTimeOffset.UnixEpoch,
        CustomParser = Moment,
    };

    private static readonly Option<DateTimeOffset?> To = new("--to")
    {
        Description = "The moment after the last",
        HelpName = "moment",
        CustomParser = parsed => Moment(parsed),
    };

    private static readonly Option<string?> Type = new("--type") { Description = "One type, or the beginning of several: recovery." };

    private static readonly Option<Guid?> Account = new("--account") { Description = "Only events about this account", HelpName = "id" };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("export", "Writes events as JSON Lines, oldest first") { From, To, Type, Account }, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var filter = new AuditFilter(run.Arguments.GetValue(From))
        {
            To = run.Arguments.GetValue(To),
            Type = run.Arguments.GetValue(Type),
            Subject = run.Arguments.GetValue(Account),
        };

        var output = run.Arguments.InvocationConfiguration.Output;
        await foreach (var row in run.Get<AuditReader>().ForwardAsync(filter, run.Cancellation))
            await output.WriteLineAsync(AuditJson.Line(row));
        return ExitCode.Done;
    }

    private static DateTimeOffset Moment(ArgumentResult parsed)
    {
        var text = parsed.Tokens[0].Value;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            parsed.AddError($"'{text}' is not a moment such as 2026-03-01T12:00Z.");
        return moment;
    }
}
