using System.Text;
using System.Text.Json;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Shared.Importing;

/// <summary>Takes or refuses one entry, which is a JSON object that names itself.</summary>
internal delegate Task<ImportedEntry> ImportEntry(string id, JsonElement entry, CancellationToken cancellation);

/// <summary>A JSON array of entries, each of which is taken or refused by itself.</summary>
internal static class ImportFile
{
    // People write these files; what a program made of them would be stricter than they need to be.
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 };

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

        var imported = new List<ImportedEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in json.RootElement.EnumerateArray())
        {
            var unnamed = $"entry {imported.Count + 1}";
            if (!TryReadStrictly(entry, out var strict))
                imported.Add(ImportedEntry.Refused(unnamed, "is not a JSON object, or names a member twice"));
            else if (NameOf(strict, idMember) is not { } id)
                imported.Add(ImportedEntry.Refused(unnamed, $"{idMember}: is required"));
            else if (!seen.Add(id))
                imported.Add(ImportedEntry.Refused(id, $"{idMember}: stands in the file twice"));
            else
                imported.Add(await import(id, strict, cancellation));
        }

        return imported;
    }

    private static bool TryReadStrictly(JsonElement entry, out JsonElement strict)
    {
        strict = default;
        return entry.ValueKind is JsonValueKind.Object && StrictJson.TryReadObject(Encoding.UTF8.GetBytes(entry.GetRawText()), out strict);
    }

    private static string? NameOf(JsonElement entry, string idMember) =>
        entry.TryGetProperty(idMember, out var id) && id.ValueKind is JsonValueKind.String && id.GetString() is { Length: > 0 } name ? name : null;
}
