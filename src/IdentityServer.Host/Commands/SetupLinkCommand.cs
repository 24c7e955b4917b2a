using System.CommandLine;
using IdentityServer.Passkeys.Setup;

namespace IdentityServer.Host.Commands;

internal static class SetupLinkCommand
{
    public static Command Create(CommandRunner runner) => runner.Bind(
        new("setup-link", "Makes a new link for the first administrator; links made before open nothing any more"), RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run) =>
        await run.Get<SetupLinks>().MakeAsync(run.Cancellation) is { } link
            ? run.Output.Done(new { Link = link, ValidFor = SetupLinks.Lifetime }, $"{link}", $"It opens once, within {SetupLinks.Lifetime.TotalMinutes} minutes.")
            : run.Output.Refuse("already_set_up", "This server has an administrator; an administrator can make others.");
}
