using System.CommandLine;

namespace IdentityServer.Host.Commands;

internal static class UsersCommand
{
    public static Command Create(CommandRunner runner) => new("users", "The people who sign in here")
    {
        UsersImportCommand.Create(runner),
        UsersListCommand.Create(runner),
        UsersDisableCommand.Create(runner),
        UsersEnableCommand.Create(runner),
        UsersSignOutCommand.Create(runner),
    };
}
