using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Shared.Importing;

/// <summary>Takes or refuses one entry, which is a JSON object that names itself.</summary>
internal delegate Task<ImportedEntry> ImportEntry(string id, JsonElement entry, CancellationToken cancellation);

/// <summary>Entries each of which is taken or refused by itself.</summary>
internal static class ImportFile
{
    private const int LongestLine = 256 * 1024;

    // People write these files; what a program made of them would be stricter than they need to be.
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 };

    /// <summary>A JSON array.</summary>
    /// <param name="file">The array.</param>
    /// <param name="idMember">The member by which an entry names itself.</param>
    /// <param name="import">What becomes of one.</param>
    /// <param name="cancellation">Between entries.</param>
    /// <exception cref="JsonException">It is no array.</exception>
    public static async Task<List<ImportedEntry>> ImportAsync(Stream file, string idMember, ImportEntry import, CancellationToken cancellation)
    {
        using var json = await JsonDocument.ParseAsync(file, Lenient, cancellation);
        if (json.RootElement.ValueKind is not JsonValueKind.Array)
            throw new JsonException("it begins with something else.");

        var intake = new ImportIntake("entry", idMember, import);
        foreach (var entry in json.RootElement.EnumerateArray())
            await TakeAsync(intake, intake.Imported.Count + 1, entry.GetRawText(), cancellation);

        return intake.Imported;
    }

    /// <summary>JSON Lines: one object per line, written by a program, however many there are.</summary>
    public static async Task<List<ImportedEntry>> ImportLinesAsync(Stream file, string idMember, ImportEntry import, CancellationToken cancellation)
    {
        using var lines = new StreamReader(file);
        var intake = new ImportIntake("line", idMember, import);
        await foreach (var (number, line) in ReadAsync(lines, 1, intake, cancellation))
            await TakeAsync(intake, number, line, cancellation);

        return intake.Imported;
    }

    /// <summary>A table: a heading, then one entry per line.</summary>
    /// <exception cref="InvalidDataException">Its heading cannot be read.</exception>
    public static async Task<List<ImportedEntry>> ImportTableAsync(
        Stream file, string idMember, CsvKinds kinds, ImportEntry import, CancellationToken cancellation)
    {
        using var lines = new StreamReader(file);
        var columns = CsvColumns.Read(await lines.ReadLineAsync(cancellation), idMember, kinds);
        var intake = new ImportIntake("line", idMember, import);
        await foreach (var (number, line) in ReadAsync(lines, 2, intake, cancellation))
        {
            var (entry, fault) = columns.Read(line);
            if (fault is null)
                await intake.TakeAsync(number, JsonSerializer.SerializeToElement(entry), cancellation);
            else
                intake.Refuse(number, fault);
        }

        return intake.Imported;
    }

    private static async Task TakeAsync(ImportIntake intake, int number, string text, CancellationToken cancellation)
    {
        if (StrictJson.TryReadObject(Encoding.UTF8.GetBytes(text), out var entry))
            await intake.TakeAsync(number, entry, cancellation);
        else
            intake.Refuse(number, "is not a JSON object, or names a member twice");
    }

    private static async IAsyncEnumerable<(int Number, string Line)> ReadAsync(
        StreamReader lines, int first, ImportIntake intake, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var number = first; await lines.ReadLineAsync(cancellation) is { } line; number++)
            if (line.Length > LongestLine)
                intake.Refuse(number, $"is longer than {LongestLine} characters");
            else if (line.Contains('\uFFFD')) // The reader's sign for bytes that are no text: a name would be garbled for good.
                intake.Refuse(number, "is not UTF-8");
            else if (!string.IsNullOrWhiteSpace(line))
                yield return (number, line);
    }
}
