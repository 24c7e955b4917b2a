using System.Globalization;
using System.Text;

namespace IdentityServer.Shared.Importing;

/// <summary>
/// RFC 4180, a line at a time: nothing that is imported has line breaks in it, and so a quotation mark that is missing
/// costs its own line and not the rest of the file.
/// </summary>
internal static class CsvLine
{
    /// <summary>Null where a quotation mark is missing or out of place.</summary>
    public static List<string>? Split(string line, char separator)
    {
        List<string> cells = [];
        for (var at = 0; at <= line.Length; at++)
        {
            var cell = new StringBuilder();
            if (at < line.Length && line[at] is '"' ? !TryReadQuoted(line, ref at, cell) : !TryReadBare(line, ref at, cell, separator))
                return null;
            if (at < line.Length && line[at] != separator)
                return null;
            cells.Add(cell.ToString());
        }

        return cells;
    }

    public static string Write(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted));

    private static bool TryReadBare(string line, ref int at, StringBuilder cell, char separator)
    {
        var end = line.IndexOf(separator, at);
        var text = line.AsSpan(at, (end < 0 ? line.Length : end) - at);
        cell.Append(text);
        at += text.Length;
        return !text.Contains('"');
    }

    private static bool TryReadQuoted(string line, ref int at, StringBuilder cell)
    {
        while (++at < line.Length)
            if (line[at] is not '"')
                cell.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] is '"')
                cell.Append(line[at++]);
            else
                return ++at > 0;

        return false;
    }

    // Spreadsheets run what begins like a formula, also where the sign is a full-width one.
    private static string Quoted(string cell)
    {
        var isFormula = cell.Normalize(NormalizationForm.FormKC) is [var first, ..] && (first is '=' or '+' or '-' or '@' || char.GetUnicodeCategory(first) is UnicodeCategory.Control);
        return $"\"{(isFormula ? "'" : "")}{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
