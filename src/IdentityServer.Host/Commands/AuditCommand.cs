using System.CommandLine;

namespace IdentityServer.Host.Commands;

internal static class AuditCommand
{
    public static Command Create(CommandRunner runner) => new("audit", "The record of what happened")
    {
        AuditVerifyCommand.Create(runner),
        AuditExportCommand.Create(runner),
    };
}
