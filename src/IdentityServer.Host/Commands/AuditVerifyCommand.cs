using System.CommandLine;
using IdentityServer.Audit.Verification;

namespace IdentityServer.Host.Commands;

internal static class AuditVerifyCommand
{
    private static readonly Option<ExpectedSeal?> Expect = new("--expect")
    {
        Description = "A batch that must be in the chain, as an earlier run printed it and somebody noted it elsewhere",
        HelpName = "number:hash",
        CustomParser = parsed =>
        {
            if (!ExpectedSeal.TryParse(parsed.Tokens[0].Value, out var expected))
                parsed.AddError("--expect takes NUMBER:HASH as audit verify prints it.");
            return expected;
        },
    };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("verify", "Looks for events and batches that were changed, added or removed") { Expect }, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var report = await run.Get<AuditVerification>().RunAsync(run.Arguments.GetValue(Expect), run.Cancellation);

        run.Output.Write(Json(report), [.. Lines(report)]);
        return report.IsSound ? ExitCode.Done : ExitCode.Refused;
    }

    private static IEnumerable<string> Lines(AuditReport report)
    {
        foreach (var fault in report.Faults)
            yield return $"{fault.Kind}: {fault.Sentence}";

        var verdict = report.IsSound ? "nothing is missing and nothing was changed" : "the trail is damaged";
        yield return $"{report.Events} events in {report.Batches} batches, {report.Unsealed} not sealed yet: {verdict}.";

        if (report.Head is { } head)
            yield return $"Note this elsewhere and give it with --expect next time: {head}";
    }

    private static object Json(AuditReport report) => new
    {
        Sound = report.IsSound,
        report.Batches,
        report.Events,
        report.Unsealed,
        report.PrunedThrough,
        Head = report.Head?.ToString(),
        Faults = report.Faults.Select(fault => new { fault.Kind, fault.Batch, Event = fault.Event?.ToString(), Message = fault.Sentence }),
    };
}
