using System.CommandLine;
using IdentityServer.OpenId.Clients.Importing;

namespace IdentityServer.Host.Commands;

internal static class ClientsImportCommand
{
    public static Command Create(CommandRunner runner) => runner.Bind(
        new("import", "Adds and changes apps as a file describes them; doing it again changes nothing. See docs/apps.md") { ImportRun.File },
        run => ImportRun.RunAsync(run, "client_id", run.Get<ClientImport>().ImportAsync));
}
