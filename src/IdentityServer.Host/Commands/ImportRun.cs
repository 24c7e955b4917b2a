using System.CommandLine;
using System.Text.Json;
using IdentityServer.Shared.Importing;

namespace IdentityServer.Host.Commands;

/// <summary>Imports a file and says what became of each entry, one line each.</summary>
internal static class ImportRun
{
    public static readonly Argument<FileInfo> File = new("file") { Description = "A JSON array" };

    public static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would become of each entry" };

    public static readonly Option<FileInfo> Refused = new("--refused") { Description = "A file to make, with who was refused and why, for a spreadsheet", HelpName = "csv" };

    public static Task<ExitCode> RunAsync(CommandRun run, string idMember, ImportEntry import) =>
        RunAsync(run, File, (_, stream) => ImportFile.ImportAsync(stream, idMember, import, run.Cancellation));

    public static async Task<ExitCode> RunAsync(CommandRun run, Argument<FileInfo> argument, Func<FileInfo, Stream, Task<List<ImportedEntry>>> import)
    {
        var file = run.Arguments.GetRequiredValue(argument);
        if (!file.Exists)
            return run.Output.Refuse("no_file", $"There is no file {file.FullName}.");
        if (run.Arguments.GetValue(Refused) is { Exists: true } there)
            return run.Output.Refuse("file_exists", $"{there.FullName} exists already and is not replaced.");

        try
        {
            await using var stream = file.OpenRead();
            // Made before anybody is imported: what cannot be told afterwards is not begun.
            await using var refusals = run.Arguments.GetValue(Refused) is { } table ? new StreamWriter(table.Open(FileMode.CreateNew)) : null;
            var imported = await import(file, stream);
            if (refusals is not null)
                await refusals.WriteLineAsync(string.Join(refusals.NewLine, Rows(imported)));
            var isDry = run.Arguments.GetValue(DryRun);
            run.Output.Write(Json(imported, isDry), Sentences(imported, isDry));
            return ExitOf(imported);
        }
        catch (JsonException fault)
        {
            return run.Output.Refuse("malformed_file", $"{file.Name} is not a JSON array: {fault.Message}");
        }
        catch (InvalidDataException fault)
        {
            return run.Output.Refuse("malformed_file", $"{file.Name} {fault.Message}");
        }
    }

    private static IEnumerable<string> Rows(List<ImportedEntry> imported) =>
    [
        CsvLine.Write(["id", "faults"]),
        .. imported.Where(entry => entry.Outcome is ImportOutcome.Refused).Select(entry => CsvLine.Write([entry.Id, string.Join("; ", entry.Faults)])),
    ];

    private static IEnumerable<string> Sentences(List<ImportedEntry> imported, bool isDry) =>
    [
        .. from entry in imported
           let sentences = entry.Faults.Concat(entry.Notes).ToList()
           select $"{Word(entry.Outcome),-9}  {entry.Id}{(sentences is [] ? "" : $": {string.Join("; ", sentences)}")}",
        string.Join(", ", Enum.GetValues<ImportOutcome>().Select(outcome => $"{Count(imported, outcome)} {Word(outcome)}")) + "." + (isDry ? " This was a dry run: nothing was written." : ""),
    ];

    private static object Json(List<ImportedEntry> imported, bool isDry) => new
    {
        DryRun = isDry,
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
