using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IdentityServer.Audit.Reading;

namespace IdentityServer.Host.Commands;

internal static class AuditExportCommand
{
    private static readonly Option<DateTimeOffset?> From = Moment("--from", "The first moment: 2026-03-01 or 2026-03-01T12:00Z");

    private static readonly Option<DateTimeOffset?> To = Moment("--to", "The moment after the last");

    private static readonly Option<string?> Type = new("--type") { Description = "One type of event, or the beginning of several such as recovery." };

    private static readonly Option<Guid?> Account = new("--account") { Description = "Only events about this account", HelpName = "id" };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("export", "Writes events as JSON Lines, oldest first") { From, To, Type, Account }, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var filter = new AuditFilter(run.Arguments.GetValue(From) ?? DateTimeOffset.UnixEpoch)
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

    private static Option<DateTimeOffset?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "moment",
        CustomParser = Parse,
    };

    private static DateTimeOffset? Parse(ArgumentResult parsed)
    {
        var text = parsed.Tokens[0].Value;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            parsed.AddError($"'{text}' is not a moment such as 2026-03-01T12:00Z.");
        return moment;
    }
}
