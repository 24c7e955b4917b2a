using System.Text.Json.Nodes;

namespace IdentityServer.Shared.Importing;

/// <summary>What a table cannot say by itself: which members are true or false, and which are lists.</summary>
internal sealed record CsvKinds(IReadOnlyList<string> Flags, IReadOnlyList<string> Lists);

/// <summary>
/// A table's heading: members of an entry, those inside another one with a dot. Its rows become the same JSON that a file
/// of JSON Lines would have; a cell with nothing in it is a member that is not there.
/// </summary>
internal sealed class CsvColumns
{
    private readonly IReadOnlyList<string> names;
    private readonly CsvKinds kinds;
    private readonly char separator;

    private CsvColumns(IReadOnlyList<string> names, CsvKinds kinds, char separator) => (this.names, this.kinds, this.separator) = (names, kinds, separator);

    /// <exception cref="InvalidDataException">No table can have this heading; the sentence says why.</exception>
    public static CsvColumns Read(string? heading, string idMember, CsvKinds kinds)
    {
        // Where the comma is for decimals, spreadsheets write a semicolon. No member has either in its name.
        var separator = heading?.Contains(';') is true ? ';' : ',';
        if (string.IsNullOrWhiteSpace(heading))
            throw new InvalidDataException("has no heading.");
        if (CsvLine.Split(heading, separator) is not { } names)
            throw new InvalidDataException("has a heading with a quotation mark out of place.");
        if (names.Exists(name => name.Split('.').Any(string.IsNullOrWhiteSpace)))
            throw new InvalidDataException("names a column with nothing.");
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            throw new InvalidDataException("names a column twice.");
        if (!names.Contains(idMember))
            throw new InvalidDataException($"has no column {idMember}.");
        if (names.Find(name => names.Exists(other => other.StartsWith(name + '.', StringComparison.Ordinal))) is { } outer)
            throw new InvalidDataException($"has the column {outer} as well as {names.Find(name => name.StartsWith(outer + '.', StringComparison.Ordinal))}.");

        return new(names, kinds, separator);
    }

    /// <summary>The row's object, or what is wrong with the row.</summary>
    public (JsonObject Entry, string? Fault) Read(string line)
    {
        var entry = new JsonObject();
        if (CsvLine.Split(line, separator) is not { } cells)
            return (entry, "has a quotation mark out of place");
        if (cells.Count != names.Count)
            return (entry, $"has {cells.Count} {(cells.Count is 1 ? "cell" : "cells")} where the heading has {names.Count}");

        foreach (var (name, cell) in names.Zip(cells))
            if (cell is not "")
                Put(entry, name.Split('.', 3), ValueOf(name, cell));
        return (entry, null);
    }

    private static void Put(JsonObject entry, ReadOnlySpan<string> path, JsonNode value)
    {
        if (path is [var name])
            entry[name] = value;
        else
            Put((JsonObject)(entry[path[0]] ??= new JsonObject()), path[1..], value);
    }

    private JsonNode ValueOf(string name, string cell) =>
        kinds.Flags.Contains(name) && bool.TryParse(cell, out var flag) ? flag
        : kinds.Lists.Contains(name) ? new JsonArray([.. cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)])
        : cell;
}
