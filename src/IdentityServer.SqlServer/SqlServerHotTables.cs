using System.Data;
using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Data.Servers;
using Microsoft.Data.SqlClient;

namespace IdentityServer.SqlServer;

/// <summary>One statement is a transaction by itself and one round trip; several are a batch between begin and commit.</summary>
internal sealed class SqlServerHotTables(DbDataSource source, DatabaseProvider provider) : ServerHotTables(source, provider)
{
    private const int LongestString = 4000;
    private const int LongestBinary = 8000;

    public static string TextOf(Statement statement) => statement.In("OFFSET 0 ROWS FETCH NEXT @most ROWS ONLY");

    protected override DbCommand CreateCommand(DbConnection connection, Statement statement, Value[] values)
    {
#pragma warning disable CA2100 // The text is a constant of the store that owns the table.
        var command = new SqlCommand(TextOf(statement), (SqlConnection)connection);
#pragma warning restore CA2100
        Bind(command.Parameters, statement, values);
        return command;
    }

    protected override async Task<UnitOutcome> RunAsync(DbConnection connection, Unit unit)
    {
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, CancellationToken.None);
        await using var batch = new SqlBatch((SqlConnection)connection, transaction);
        foreach (var step in unit.Steps)
        {
            var command = new SqlBatchCommand(TextOf(step.Statement));
            Bind(command.Parameters, step.Statement, step.Values);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(CancellationToken.None);

        foreach (var (index, step) in unit.Steps.Index())
        {
            if (step.Required && batch.BatchCommands[index].RecordsAffected != 1)
                return UnitOutcome.Missed; // leaving undoes the transaction
        }

        await transaction.CommitAsync(CancellationToken.None);
        return UnitOutcome.Committed;
    }

    // One size per kind, or every length of a value would get a plan of its own.
    private static void Bind(SqlParameterCollection parameters, Statement statement, Value[] values)
    {
        foreach (var (index, value) in values.Index())
        {
            var parameter = new SqlParameter { ParameterName = statement.Parameters[index], DbType = value.Type, Value = value.Content ?? DBNull.Value };
            parameter.Size = value switch
            {
                { Content: string { Length: > LongestString } } or { Content: byte[] { Length: > LongestBinary } } => -1,
                { Type: DbType.String } => LongestString,
                { Type: DbType.Binary } => LongestBinary,
                _ => parameter.Size,
            };
            parameters.Add(parameter);
        }
    }
}
