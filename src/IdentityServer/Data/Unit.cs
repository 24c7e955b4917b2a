namespace IdentityServer.Data;

/// <summary>
/// What one request changes: a few statements that happen together or not at all. The rows that tell of the change
/// (audit, notices) join the same unit.
/// </summary>
internal sealed class Unit
{
    private readonly List<Step> steps = [];

    public IReadOnlyList<Step> Steps => steps;

    public Unit Add(Statement statement, params ReadOnlySpan<Value> values) => Append(statement, required: false, values);

    /// <summary>The statement must hit exactly one row, or the whole unit is undone: this is how a race is decided.</summary>
    public Unit Require(Statement statement, params ReadOnlySpan<Value> values) => Append(statement, required: true, values);

    private Unit Append(Statement statement, bool required, ReadOnlySpan<Value> values)
    {
        if (values.Length != statement.Parameters.Count)
            throw new ArgumentException($"{statement.Parameters.Count} values expected, {values.Length} given: {statement.Sql}");

        steps.Add(new(statement, values.ToArray(), required));
        return this;
    }

    internal readonly record struct Step(Statement Statement, Value[] Values, bool Required);
}
