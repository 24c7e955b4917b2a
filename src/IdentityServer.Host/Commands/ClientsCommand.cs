using System.CommandLine;

namespace IdentityServer.Host.Commands;

internal static class ClientsCommand
{
    public static Command Create(CommandRunner runner) => new("clients", "The apps that may send people here")
    {
        ClientsImportCommand.Create(runner),
        ClientsListCommand.Create(runner),
        ClientsSwitchCommand.Create(runner, "disable", "Answers an app as if it did not exist, within ten seconds on every instance", disabled: true),
        ClientsSwitchCommand.Create(runner, "enable", "Takes that back", disabled: false),
        ClientsRevokeCommand.Create(runner),
    };
}
