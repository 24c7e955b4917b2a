using System.Text.RegularExpressions;

namespace IdentityServer.Data;

/// <summary>
/// One statement that all three databases understand: double-quoted identifiers, @parameters, instants as milliseconds,
/// handles as bytes; no RETURNING, no upsert. Values are given in the order in which the parameters first appear.
/// Keep it in a static field of the store that owns the table: connections prepare each instance once.
/// </summary>
internal sealed partial class Statement
{
    private readonly bool firstOnly;

    /// <param name="sql">What all databases understand.</param>
    /// <param name="firstOnly">Of its rows those are enough that its ORDER BY puts first; how many, says one value more, the last.</param>
    public Statement(string sql, bool firstOnly = false)
    {
        (Sql, this.firstOnly) = (sql, firstOnly);
        var named = ParameterName().Matches(sql).Select(match => match.Value).Distinct();
        Parameters = [.. firstOnly ? named.Append("@most") : named];
    }

    public string Sql { get; }

    public IReadOnlyList<string> Parameters { get; }

    /// <param name="firstRows">How this database says that @most rows are enough: no two agree with the third.</param>
    public string In(string firstRows) => firstOnly ? $"{Sql} {firstRows}" : Sql;

    [GeneratedRegex("@[a-zA-Z][a-zA-Z0-9]*")]
    public static partial Regex ParameterName();
}
