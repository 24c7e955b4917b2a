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
            "Sign-ins of the last seven days",
            $"{report.SignIns.Passkey,8}  with a passkey",
            $"{report.SignIns.Password,8}  with a password alone",
            $"{report.SignIns.PasswordAndCode,8}  with a password and a code",
            $"{report.SignIns.Approval,8}  approved by another device",
            $"{report.SignIns.PasswordShare,7}%  with a password: {(report.SignIns.MayPasswordsEnd ? "few enough (below 5%) to end passwords for everybody" : "too many (5% or more) to end passwords for everybody")}",
            $"{report.SignIns.Coverage,7}%  of those active in the last 30 days have a passkey: {(report.SignIns.IsPasskeyPrimary ? "enough (more than 60%) to plan the end of passwords" : "not enough (60% or less) to plan the end of passwords")}",
        ]);
    }
}
