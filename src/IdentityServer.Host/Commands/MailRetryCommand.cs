using System.CommandLine;
using IdentityServer.Notifications;

namespace IdentityServer.Host.Commands;

internal static class MailRetryCommand
{
    public static Command Create(CommandRunner runner) => runner.Bind(
        new("retry", "Gives every mail that was given up, and is still of use, all its tries again"), RunAsync, CommandNeeds.Schema);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var count = await run.Get<OutboxStore>().RetryDeadAsync(run.Cancellation);
        return run.Output.Done(new { Retried = count }, $"{count} mail(s) will be tried again by a running server.");
    }
}
