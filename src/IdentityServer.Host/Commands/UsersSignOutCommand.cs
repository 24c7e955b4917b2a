using System.CommandLine;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Sessions.Managing;

namespace IdentityServer.Host.Commands;

internal static class UsersSignOutCommand
{
    private static readonly Argument<string?> User = new("user")
    {
        Description = "The user name or the proven e-mail address",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Everybody = new("--everybody") { Description = "All people, operators too" };

    public static Command Create(CommandRunner runner)
    {
        var command = runner.Bind(new("sign-out", "Ends the sessions of one person, or of everybody") { User, Everybody }, RunAsync);
        command.Validators.Add(result =>
        {
            if (result.GetValue(User) is null != result.GetValue(Everybody))
                result.AddError("Name one person, or say --everybody.");
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var ending = run.Get<SignOutByOperator>();
        if (run.Arguments.GetValue(User) is not { } name)
        {
            var all = await ending.EndEverybodysAsync(Actor.System, run.Cancellation);
            return run.Output.Done(new { Ended = all }, $"Ended {all} sessions: everybody has to sign in again.");
        }

        if (await run.Get<AccountStore>().FindByNameAsync(name, run.Cancellation) is not { } account)
            return run.Output.Refuse("unknown_user", $"Nobody has the name or proven address {name}.");

        var ended = await ending.EndAsync(account.Id, Actor.System, run.Cancellation);
        return run.Output.Done(new { account.Id, account.UserName, Ended = ended }, $"Ended {ended} sessions of {account.UserName}.");
    }
}
