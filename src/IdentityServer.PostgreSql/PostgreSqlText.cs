using IdentityServer.Data;

namespace IdentityServer.PostgreSql;

/// <summary>A portable statement in PostgreSQL's own words, made once: numbered parameters spare the driver reading the text each time.</summary>
internal sealed class PostgreSqlText
{
    public PostgreSqlText(Statement statement)
    {
        var numbers = statement.Parameters.Index().ToDictionary(parameter => parameter.Item, parameter => $"${parameter.Index + 1}");
        Plain = Statement.ParameterName().Replace(statement.In("LIMIT @most"), name => numbers[name.Value]);
        Required = $"WITH hit AS ({Plain} RETURNING 1) SELECT 1 / (CASE count(*) WHEN 1 THEN 1 ELSE 0 END) FROM hit";
    }

    public string Plain { get; }

    /// <summary>
    /// Divides by zero unless exactly one row was hit: the error undoes the whole batch on the spot, so that a race is
    /// decided without asking back.
    /// </summary>
    public string Required { get; }
}
