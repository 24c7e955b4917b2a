using System.CommandLine;

namespace IdentityServer.Host.Commands;

internal static class KeysCommand
{
    public static Command Create(CommandRunner runner) => new("keys", "The keys that sign tokens")
    {
        KeysListCommand.Create(runner),
        KeysRotateCommand.Create(runner),
    };
}
