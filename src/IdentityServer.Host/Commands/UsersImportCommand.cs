using System.CommandLine;
using IdentityServer.Accounts.Importing;
using IdentityServer.Shared.Importing;

namespace IdentityServer.Host.Commands;

internal static class UsersImportCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "JSON Lines: one object per line; or a table whose name ends in .csv" };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("import", "Adds people from another system; whoever is here already stays as they are. See docs/people.md") { File, ImportRun.DryRun, ImportRun.Refused },
        run => ImportRun.RunAsync(run, File, (file, stream) => ImportAsync(run, file, stream)));

    private static Task<List<ImportedEntry>> ImportAsync(CommandRun run, FileInfo file, Stream stream)
    {
        var import = run.Get<AccountImport>();
        ImportEntry one = run.Arguments.GetValue(ImportRun.DryRun) ? import.DryRun() : import.ImportAsync;
        return file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase)
            ? ImportFile.ImportTableAsync(stream, "id", PersonColumns.Kinds, one, run.Cancellation)
            : ImportFile.ImportLinesAsync(stream, "id", one, run.Cancellation);
    }
}
