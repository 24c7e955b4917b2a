using System.CommandLine;
using IdentityServer.Accounts.Importing;

namespace IdentityServer.Host.Commands;

internal static class UsersImportCommand
{
    public static Command Create(CommandRunner runner) => runner.Bind(
        new("import", "Adds people from another system; whoever is here already stays as they are. See docs/people.md") { ImportRun.Lines },
        run => ImportRun.RunLinesAsync(run, "id", run.Get<AccountImport>().ImportAsync));
}
