using System.Text.Json;

namespace IdentityServer.Shared.Importing;

/// <summary>What became of the entries so far; each names itself, and none twice.</summary>
/// <param name="unit">What an entry without a name is called by: its line, or its place.</param>
/// <param name="idMember">The member by which an entry names itself.</param>
/// <param name="import">What becomes of one.</param>
internal sealed class ImportIntake(string unit, string idMember, ImportEntry import)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public List<ImportedEntry> Imported { get; } = [];

    public void Refuse(int number, string fault) => Imported.Add(ImportedEntry.Refused($"{unit} {number}", fault));

    public async Task TakeAsync(int number, JsonElement entry, CancellationToken cancellation)
    {
        if (NameOf(entry) is not { } id)
            Refuse(number, $"{idMember}: is required");
        else if (!seen.Add(id))
            Imported.Add(ImportedEntry.Refused(id, $"{idMember}: stands in the file twice"));
        else
            Imported.Add(await import(id, entry, cancellation));
    }

    private string? NameOf(JsonElement entry) =>
        entry.TryGetProperty(idMember, out var id) && id.ValueKind is JsonValueKind.String && id.GetString() is { Length: > 0 } name ? name : null;
}
