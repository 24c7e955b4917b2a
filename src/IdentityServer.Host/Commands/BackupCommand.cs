using System.CommandLine;
using IdentityServer.Data;
using IdentityServer.PostgreSql;
using IdentityServer.Sqlite;

namespace IdentityServer.Host.Commands;

internal static class BackupCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "Where to write it; must not exist yet" };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("backup", "Writes a copy of the SQLite database, also while the server runs") { File }, RunAsync, CommandNeeds.Schema);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var file = run.Arguments.GetRequiredValue(File);

        if (run.Get<DatabaseProvider>() is not SqliteProvider sqlite)
            return run.Output.Refuse("not_supported", run.Get<DatabaseProvider>() is PostgreSqlProvider
                ? "A PostgreSQL database is backed up with its own tools: pg_dump, or pg_basebackup with WAL archiving."
                : "A SQL Server database is backed up with its own tools: BACKUP DATABASE.");
        if (file.Exists)
            return run.Output.Refuse("file_exists", $"{file.FullName} exists already; a backup never replaces another file.");
        if (file.Directory is not { Exists: true })
            return run.Output.Refuse("no_directory", $"{file.DirectoryName} is not a directory.");

        await sqlite.BackUpAsync(file.FullName, run.Cancellation);

        file.Refresh();
        return run.Output.Done(
            new { File = file.FullName, Bytes = file.Length },
            $"Wrote {file.FullName}, {file.Length} bytes.",
            "It is worth nothing without the master key, which is not in it: keep that elsewhere.");
    }
}
