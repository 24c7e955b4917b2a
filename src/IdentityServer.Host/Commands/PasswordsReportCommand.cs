using System.CommandLine;
using IdentityServer.Passkeys.Passwords.SwitchOff;

namespace IdentityServer.Host.Commands;

internal static class PasswordsReportCommand
{
    public static Command Create(CommandRunner runner) => runner.Bind(new("report", "Counts who still has a password and who could do without"), RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var report = await run.Get<PasswordReporting>().MakeAsync(run.Cancellation);
        return run.Output.Done(report,
        [
            $"{report.People[PasswordState.PasswordOnly],8}  password only",
            $"{report.People[PasswordState.Hybrid],8}  password and passkey",
            $"{report.People[PasswordState.PasskeyPrimary],8}  ready to do without the password",
            $"{report.People[PasswordState.PasswordDisabled],8}  password switched off, not yet erased",
            $"{report.Coverage,7}%  of those with a password have a passkey",
        ]);
    }
}
