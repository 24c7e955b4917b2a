using System.Text.RegularExpressions;

namespace IdentityServer.Data;

/// <summary>
/// One statement that all three databases understand: double-quoted identifiers, @parameters, instants as milliseconds,
/// handles as bytes; no RETURNING, no upsert. Values are given in the order in which the parameters first appear.
/// Keep it in a static field of the store that owns the table: connections prepare each instance once.
/// </summary>
internal sealed partial class Statement
{
    public Statement(string sql)
    {
        Sql = sql;
        Parameters = [.. ParameterName().Matches(sql).Select(match => match.Value).Distinct()];
    }

    public string Sql { get; }

    public IReadOnlyList<string> Parameters { get; }

    [GeneratedRegex("@[a-zA-Z][a-zA-Z0-9]*")]
    public static partial Regex ParameterName();
}
