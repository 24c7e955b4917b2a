using System.CommandLine;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Sessions.States;

namespace IdentityServer.Host.Commands;

internal static class UsersEnableCommand
{
    private static readonly Argument<string> User = new("user") { Description = "The user name or the proven e-mail address" };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("enable", "Opens an account that was disabled by an operator or locked by its owner") { User }, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var name = run.Arguments.GetRequiredValue(User);
        if (await run.Get<AccountStore>().FindByNameAsync(name, run.Cancellation) is not { } account)
            return run.Output.Refuse("unknown_user", $"Nobody has the name or proven address {name}.");

        return await run.Get<AccountStates>().EnableAsync(account, Actor.System, run.Cancellation)
            ? run.Output.Done(new { account.Id, account.UserName }, $"Enabled {account.UserName}: its passkeys work again; what had ended stays ended.")
            : run.Output.Refuse("not_changed", $"{account.UserName} is neither disabled nor locked.");
    }
}
