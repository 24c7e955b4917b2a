using System.CommandLine;
using IdentityServer.Audit;
using IdentityServer.Passkeys.Passwords.SwitchOff;

namespace IdentityServer.Host.Commands;

internal static class PasswordsSwitchOffCommand
{
    // The first of the three mails goes out this long before.
    private const int FewestDays = 30;

    private static readonly Option<string> Group = new("--group") { Description = "Whose members' passwords end", Required = true };

    private static readonly Option<int> InDays = Days();

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say who is ready and what the others lack" };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("switch-off", "Sets the day on which the passwords of a group end; who would be stranded keeps theirs") { Group, InDays, DryRun }, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var (group, dry) = (run.Arguments.GetRequiredValue(Group), run.Arguments.GetValue(DryRun));
        var campaign = run.Get<SwitchOffCampaign>();
        var day = run.Get<TimeProvider>().GetUtcNow().AddDays(run.Arguments.GetValue(InDays));

        var candidates = await run.Get<SwitchOffReview>().OfAsync(group, run.Cancellation);
        if (candidates is [])
            return run.Output.Refuse("nobody", $"No member of {group} has a password that works.");

        foreach (var candidate in dry ? [] : candidates)
            await campaign.BeginAsync(candidate, day, Actor.System, run.Cancellation);

        var result = new
        {
            DryRun = dry,
            Day = day,
            Ready = candidates.Where(it => it.Readiness.IsReady).Select(it => it.Account.UserName),
            Stranded = candidates.Where(it => !it.Readiness.IsReady).Select(it => new { it.Account.UserName, it.Readiness.Obstacles }),
        };
        return run.Output.Done(result, Lines(candidates, day, dry));
    }

    private static IEnumerable<string> Lines(IReadOnlyList<SwitchOffCandidate> candidates, DateTimeOffset day, bool dry) =>
    [
        .. candidates.Select(it => $"{it.Account.UserName,-24}  {(it.Readiness.IsReady ? $"ends on {day:yyyy-MM-dd}" : $"keeps it, lacks: {string.Join(", ", it.Readiness.Obstacles.Select(Name))}")}"),
        dry ? "Nothing was changed." : "Who is ready hears of it 30, 14 and 3 days before; the others were asked to get ready.",
    ];

    private static string Name(SwitchOffObstacle obstacle) => obstacle switch
    {
        SwitchOffObstacle.Passkeys => "a second passkey, or a synced one with recovery codes",
        SwitchOffObstacle.Practice => "passkey sign-ins on two days of the last 30",
        SwitchOffObstacle.Mailbox => "a proven e-mail address",
        _ => "the end of a hold",
    };

    private static Option<int> Days()
    {
        var option = new Option<int>("--in-days") { Description = $"The day, so many days from now; {FewestDays} at least", DefaultValueFactory = _ => FewestDays };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < FewestDays or > 365)
                result.AddError($"--in-days must be from {FewestDays} to 365.");
        });
        return option;
    }
}
