using System.CommandLine;

namespace IdentityServer.Host.Commands;

internal static class PasswordsCommand
{
    public static Command Create(CommandRunner runner) => new("passwords", "The passwords that people brought along, and their end")
    {
        PasswordsReportCommand.Create(runner),
        PasswordsSwitchOffCommand.Create(runner),
        PasswordsSuspendCommand.Create(runner),
        PasswordsSwitchOnCommand.Create(runner),
    };
}
