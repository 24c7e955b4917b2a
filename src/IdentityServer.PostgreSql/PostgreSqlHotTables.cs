using System.Collections.Concurrent;
using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Data.Servers;
using Npgsql;

namespace IdentityServer.PostgreSql;

/// <summary>A unit is one batch: one round trip, and one transaction without saying so. The driver prepares what it sees twice.</summary>
internal sealed class PostgreSqlHotTables(NpgsqlDataSource source, DatabaseProvider provider) : ServerHotTables(source, provider)
{
    private readonly ConcurrentDictionary<Statement, PostgreSqlText> texts = [];

    protected override DbCommand CreateCommand(DbConnection connection, Statement statement, Value[] values)
    {
        var command = new NpgsqlCommand(TextOf(statement).Plain, (NpgsqlConnection)connection);
        Bind(command.Parameters, values);
        return command;
    }

    protected override async Task<UnitOutcome> RunAsync(DbConnection connection, Unit unit)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)connection);
        foreach (var step in unit.Steps)
        {
            var text = TextOf(step.Statement);
            var command = new NpgsqlBatchCommand(step.Required ? text.Required : text.Plain);
            Bind(command.Parameters, step.Values);
            batch.BatchCommands.Add(command);
        }

        try
        {
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
            return UnitOutcome.Committed;
        }
        catch (PostgresException missed) when (missed.SqlState is PostgresErrorCodes.DivisionByZero)
        {
            return UnitOutcome.Missed;
        }
    }

    private PostgreSqlText TextOf(Statement statement) => texts.GetOrAdd(statement, static statement => new(statement));

    private static void Bind(NpgsqlParameterCollection parameters, Value[] values)
    {
        foreach (var value in values)
            parameters.Add(new NpgsqlParameter { DbType = value.Type, Value = value.Content ?? DBNull.Value });
    }
}
