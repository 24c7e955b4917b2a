using System.CommandLine;
using IdentityServer.Data.Migrating;

namespace IdentityServer.Host.Commands;

internal static class MigrateCommand
{
    public static Command Create(CommandRunner runner) => runner.Bind(
        new("migrate", "Brings the database to the form this version needs; safe to run again, and from several machines at once"),
        RunAsync,
        CommandNeeds.Nothing);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var schema = run.Get<Schema>();
        var pending = await schema.FindPendingAsync(run.Cancellation);
        if (pending is not [])
            await schema.MigrateAsync(run.Cancellation);

        return run.Output.Done(
            new { Applied = pending },
            pending is [] ? ["The database is up to date."] : pending.Select(migration => $"Applied {migration}"));
    }
}
