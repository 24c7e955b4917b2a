using System.CommandLine;
using IdentityServer.Notifications;

namespace IdentityServer.Host.Commands;

internal static class MailListCommand
{
    public static Command Create(CommandRunner runner) => runner.Bind(
        new("list", "Counts the mails that wait, were sent, were withheld or given up, by kind and reason"), RunAsync, CommandNeeds.Schema);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var counts = await run.Get<OutboxStore>().CountAsync(run.Cancellation);
        var lines = counts.OrderBy(it => it.State).ThenBy(it => it.Kind, StringComparer.Ordinal)
            .Select(it => $"{it.Count,6}  {it.State,-9} {it.Kind,-24} since {it.Oldest:yyyy-MM-dd HH:mm} {it.Failure}".TrimEnd());
        return run.Output.Done(counts, counts is [] ? ["There are no mails."] : lines);
    }
}
