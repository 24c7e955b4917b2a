using System.CommandLine;
using IdentityServer.OpenId.Resources;

namespace IdentityServer.Host.Commands;

internal static class ResourcesCommand
{
    public static Command Create(CommandRunner runner) => new("resources", "The APIs that accept tokens of this server")
    {
        runner.Bind(
            new("import", "Adds and changes APIs as a file describes them; doing it again changes nothing. See docs/apps.md") { ImportRun.File },
            run => ImportRun.RunAsync(run, "resource", run.Get<ApiResourceImport>().ImportAsync)),
    };
}
