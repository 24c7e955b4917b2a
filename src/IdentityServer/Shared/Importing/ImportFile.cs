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

        var intake = new Intake("entry", idMember, import);
        foreach (var entry in json.RootElement.EnumerateArray())
            await intake.TakeAsync(intake.Imported.Count + 1, entry.GetRawText(), cancellation);

        return intake.Imported;
    }

    /// <summary>JSON Lines: one object per line, written by a program, however many there are.</summary>
    public static async Task<List<ImportedEntry>> ImportLinesAsync(Stream file, string idMember, ImportEntry import, CancellationToken cancellation)
    {
        using var lines = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        var intake = new Intake("line", idMember, import);
        for (var number = 1; await lines.ReadLineAsync(cancellation) is { } line; number++)
            if (!string.IsNullOrWhiteSpace(line))
                await intake.TakeAsync(number, line.Length <= LongestLine ? line : "", cancellation);

        return intake.Imported;
    }

    private sealed class Intake(string unit, string idMember, ImportEntry import)
    {
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        public List<ImportedEntry> Imported { get; } = [];

        public async Task TakeAsync(int number, string text, CancellationToken cancellation)
        {
            var unnamed = $"{unit} {number}";
            if (!StrictJson.TryReadObject(Encoding.UTF8.GetBytes(text), out var entry))
                Imported.Add(ImportedEntry.Refused(unnamed, "is not a JSON object, or names a member twice"));
            else if (NameOf(entry) is not { } id)
                Imported.Add(ImportedEntry.Refused(unnamed, $"{idMember}: is required"));
            else if (!seen.Add(id))
                Imported.Add(ImportedEntry.Refused(id, $"{idMember}: stands in the file twice"));
            else
                Imported.Add(await import(id, entry, cancellation));
        }

        private string? NameOf(JsonElement entry) =>
            entry.TryGetProperty(idMember, out var id) && id.ValueKind is JsonValueKind.String && id.GetString() is { Length: > 0 } name ? name : null;
    }
}
