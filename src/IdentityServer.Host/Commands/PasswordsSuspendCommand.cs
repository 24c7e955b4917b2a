using System.CommandLine;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Passkeys.Passwords.SwitchOff;

namespace IdentityServer.Host.Commands;

internal static class PasswordsSuspendCommand
{
    private static readonly Argument<string> User = new("user") { Description = "The user name or the proven e-mail address" };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("suspend", "Ends one password at once, because somebody else may know it") { User }, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var name = run.Arguments.GetRequiredValue(User);
        if (await run.Get<AccountStore>().FindByNameAsync(name, run.Cancellation) is not { } account)
            return run.Output.Refuse("unknown_user", $"Nobody has the name or proven address {name}.");

        return await run.Get<PasswordSwitch>().SuspendAsync(account.Id, Actor.System, run.Cancellation)
            ? run.Output.Done(new { account.Id, account.UserName }, $"The password of {account.UserName} signs nobody in any more.")
            : run.Output.Refuse("not_changed", $"{account.UserName} has no password that works.");
    }
}
