using System.CommandLine;

namespace IdentityServer.Host.Commands;

internal static class InvitationsCommand
{
    public static Command Create(CommandRunner runner) => new("invitations", "Links by which people make an account for themselves")
    {
        InvitationsCreateCommand.Create(runner),
        InvitationsListCommand.Create(runner),
        InvitationsRevokeCommand.Create(runner),
    };
}
