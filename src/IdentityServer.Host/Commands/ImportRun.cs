using System.CommandLine;
using System.Text.Json;
using IdentityServer.Shared.Importing;

namespace IdentityServer.Host.Commands;

/// <summary>Imports a file and says what became of each entry, one line each.</summary>
internal static class ImportRun
{
    public static readonly Argument<FileInfo> File = new("file") { Description = "A JSON array" };

    public static readonly Argument<FileInfo> Lines = new("file") { Description = "JSON Lines: one object per line" };

    public static Task<ExitCode> RunAsync(CommandRun run, string idMember, ImportEntry import) =>
        RunAsync(run, File, stream => ImportFile.ImportAsync(stream, idMember, import, run.Cancellation));

    public static Task<ExitCode> RunLinesAsync(CommandRun run, string idMember, ImportEntry import) =>
        RunAsync(run, Lines, stream => ImportFile.ImportLinesAsync(stream, idMember, import, run.Cancellation));

    private static async Task<ExitCode> RunAsync(CommandRun run, Argument<FileInfo> argument, Func<Stream, Task<List<ImportedEntry>>> import)
    {
        var file = run.Arguments.GetRequiredValue(argument);
        if (!file.Exists)
            return run.Output.Refuse("no_file", $"There is no file {file.FullName}.");

        try
        {
            await using var stream = file.OpenRead();
            var imported = await import(stream);
            run.Output.Write(Json(imported), Sentences(imported));
            return ExitOf(imported);
        }
        catch (JsonException fault)
        {
            return run.Output.Refuse("malformed_file", $"{file.Name} is not a JSON array: {fault.Message}");
        }
    }

    private static IEnumerable<string> Sentences(List<ImportedEntry> imported) =>
    [
        .. from entry in imported
           let sentences = entry.Faults.Concat(entry.Notes).ToList()
           select $"{Word(entry.Outcome),-9}  {entry.Id}{(sentences is [] ? "" : $": {string.Join("; ", sentences)}")}",
        string.Join(", ", Enum.GetValues<ImportOutcome>().Select(outcome => $"{Count(imported, outcome)} {Word(outcome)}")) + ".",
    ];

    private static object Json(List<ImportedEntry> imported) => new
    {
        Added = Count(imported, ImportOutcome.Added),
        Changed = Count(imported, ImportOutcome.Changed),
        Unchanged = Count(imported, ImportOutcome.Unchanged),
        Refused = Count(imported, ImportOutcome.Refused),
        Entries = imported,
    };

    private static ExitCode ExitOf(List<ImportedEntry> imported) => Count(imported, ImportOutcome.Refused) switch
    {
        0 => ExitCode.Done,
        var refused => refused == imported.Count ? ExitCode.Refused : ExitCode.Partly,
    };

    private static int Count(List<ImportedEntry> imported, ImportOutcome outcome) => imported.Count(entry => entry.Outcome == outcome);

    private static string Word(ImportOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
