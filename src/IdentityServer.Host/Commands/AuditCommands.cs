using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IdentityServer.Audit.Reading;
using IdentityServer.Audit.Verification;

namespace IdentityServer.Host.Commands;

internal static class AuditCommands
{
    private static readonly Option<ExpectedSeal?> Expect = new("--expect")
    {
        Description = "NUMBER:HASH of a batch, noted elsewhere before, that must be in the chain",
        CustomParser = parsed =>
        {
            if (!ExpectedSeal.TryParse(parsed.Tokens[0].Value, out var expected))
                parsed.AddError("--expect takes NUMBER:HASH as `audit verify` prints it.");
            return expected;
        },
    };

    private static readonly Option<DateTimeOffset> From = new("--from")
    {
        Description = "The first moment, such as 2026-03-01 or 2026-03-01T12:00Z",
        DefaultValueFactory = _ => DateTimeOffset.UnixEpoch,
        CustomParser = parsed => Instant(parsed.Tokens[0].Value) ?? Fail(parsed),
    };

    private static readonly Option<DateTimeOffset?> To = new("--to")
    {
        Description = "The moment after the last",
        CustomParser = parsed => Instant(parsed.Tokens[0].Value) ?? Fail(parsed),
    };

    private static readonly Option<string?> Type = new("--type") { Description = "A type, or the beginning of several: recovery." };

    private static readonly Option<Guid?> Account = new("--account") { Description = "Only events about this account" };

    public static Command Create(CommandRunner runner) => new("audit", "Prove that the audit trail is whole, or read it")
    {
        runner.Bind(new("verify", "Look for events and batches that were changed, added or removed") { Expect }, VerifyAsync),
        runner.Bind(new("export", "Write events as JSON Lines, oldest first") { From, To, Type, Account }, ExportAsync),
    };

    private static async Task<ExitCode> VerifyAsync(CommandRun run)
    {
        var report = await run.Get<AuditVerification>().RunAsync(run.Arguments.GetValue(Expect), run.Cancellation);

        run.Output.Write(Shown(report),
        [
            .. report.Faults.Select(fault => $"{fault.Kind}: {fault.Sentence}"),
            $"{report.Events} events in {report.Batches} batches, {report.Unsealed} not yet sealed: {(report.IsSound ? "nothing is missing, nothing was changed." : "the trail is damaged.")}",
            .. report.Head is { } head ? [$"Note this elsewhere, and give it with --expect next time: {head}"] : Array.Empty<string>(),
        ]);
        return report.IsSound ? ExitCode.Done : ExitCode.Refused;
    }

    private static object Shown(AuditReport report) => new
    {
        Sound = report.IsSound,
        report.Batches,
        report.Events,
        report.Unsealed,
        report.PrunedThrough,
        Head = report.Head?.ToString(),
        Faults = report.Faults.Select(fault => new { fault.Kind, fault.Batch, Event = fault.Event?.ToString(), Message = fault.Sentence }),
    };

    private static async Task<ExitCode> ExportAsync(CommandRun run)
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

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static DateTimeOffset Fail(ArgumentResult parsed)
    {
        parsed.AddError($"'{parsed.Tokens[0].Value}' is not a moment such as 2026-03-01T12:00Z.");
        return default;
    }
}
