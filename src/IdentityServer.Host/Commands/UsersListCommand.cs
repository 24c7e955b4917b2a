using System.CommandLine;
using IdentityServer.Accounts;

namespace IdentityServer.Host.Commands;

internal static class UsersListCommand
{
    public static Command Create(CommandRunner runner) => runner.Bind(new("list", "Shows everybody"), RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var users = await run.Get<AccountList>().ReadAsync(run.Cancellation);
        return run.Output.Done(new { Users = users }, users is [] ? ["There is nobody yet. See setup-link and users import."] : Table(users));
    }

    private static IEnumerable<string> Table(IReadOnlyList<ListedAccount> users) =>
    [
        $"{"USER",-24}  {"STATE",-10}  {"CREATED",-20}  {"PASSWORD",-8}  {"GROUPS",-24}  E-MAIL",
        .. users.Select(user =>
            $"{user.UserName,-24}  {user.State,-10}  {user.CreatedAt,-20:u}  {(user.HasPassword ? "yes" : "no"),-8}  {string.Join(',', user.Groups),-24}  {Address(user)}".TrimEnd()),
    ];

    private static string Address(ListedAccount user) => user is { Email: not null, EmailVerified: false } ? $"{user.Email} (not verified)" : user.Email ?? "";
}
