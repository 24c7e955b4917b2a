using IdentityServer.Data;
using Microsoft.Data.Sqlite;

namespace IdentityServer.Sqlite;

/// <summary>A connection that keeps every statement it has seen prepared. For one thread at a time.</summary>
internal sealed class PreparedConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<Statement, SqliteCommand> commands = [];

    public PreparedConnection(string connectionString, string pragmas)
    {
        connection = new(connectionString);
        connection.Open();

        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }

    public int Execute(Statement statement, params ReadOnlySpan<Value> values) => Bind(statement, values).ExecuteNonQuery();

    public SqliteDataReader Read(Statement statement, ReadOnlySpan<Value> values) => Bind(statement, values).ExecuteReader();

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Bind(Statement statement, ReadOnlySpan<Value> values)
    {
        if (!commands.TryGetValue(statement, out var command))
            commands[statement] = command = Prepare(statement);

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i].Content ?? DBNull.Value;

        return command;
    }

    private SqliteCommand Prepare(Statement statement)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant of the store that owns the table.
        command.CommandText = statement.Sql;
#pragma warning restore CA2100
        foreach (var name in statement.Parameters)
            command.Parameters.Add(new() { ParameterName = name, Value = DBNull.Value });

        command.Prepare();
        return command;
    }
}
