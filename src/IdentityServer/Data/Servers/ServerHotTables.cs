using System.Data;
using System.Data.Common;
using Polly;
using Polly.Retry;

namespace IdentityServer.Data.Servers;

/// <summary>
/// The hot tables on a database server, which groups commits by itself: a unit runs on a connection of its own. How a
/// unit becomes one transaction with the fewest round trips is each server's own.
/// </summary>
internal abstract class ServerHotTables : IHotTables
{
    private readonly DbDataSource source;
    private readonly DatabaseProvider provider;
    private readonly ResiliencePipeline opening;
    private readonly ResiliencePipeline reading;
    private readonly ResiliencePipeline writing;

    protected ServerHotTables(DbDataSource source, DatabaseProvider provider)
    {
        this.source = source;
        this.provider = provider;
        opening = Retry(DatabaseFault.Unavailable);
        reading = Retry(DatabaseFault.Unavailable, DatabaseFault.Undone);
        writing = Retry(DatabaseFault.Undone); // after a lost connection nobody knows whether the unit was kept
    }

    public async Task<T?> FindAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation)
        where T : class => await ReadAsync(statement, values, async (reader, token) => await reader.ReadAsync(token) ? map(reader) : null, cancellation);

    public Task<List<T>> ListAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation) =>
        ReadAsync(statement, values, async (reader, token) =>
        {
            List<T> rows = [];
            while (await reader.ReadAsync(token))
                rows.Add(map(reader));
            return rows;
        }, cancellation);

    public async Task<UnitOutcome> WriteAsync(Unit unit, CancellationToken cancellation)
    {
        try
        {
            return await writing.ExecuteAsync(async token =>
            {
                await using var connection = await opening.ExecuteAsync(source.OpenConnectionAsync, token);
                return await RunAsync(connection, unit);
            }, cancellation);
        }
        catch (DbException fault) when (provider.Classify(fault) is DatabaseFault.Conflict)
        {
            return UnitOutcome.Conflict;
        }
        catch (DbException fault) when (provider.Classify(fault) is DatabaseFault.Unavailable)
        {
            throw new DatabaseUnavailableException($"{provider.Description} cannot be reached: {fault.Message}", fault);
        }
    }

    protected abstract DbCommand CreateCommand(DbConnection connection, Statement statement, Value[] values);

    /// <summary>All of the unit's steps or none; a required step that does not hit its one row undoes the others.</summary>
    protected abstract Task<UnitOutcome> RunAsync(DbConnection connection, Unit unit);

    private async Task<T> ReadAsync<T>(
        Statement statement, Value[] values, Func<DbDataReader, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            return await reading.ExecuteAsync(async token =>
            {
                await using var connection = await source.OpenConnectionAsync(token);
                await using var command = CreateCommand(connection, statement, values);
                await using var reader = await command.ExecuteReaderAsync(CommandBehavior.Default, token);
                return await read(reader, token);
            }, cancellation);
        }
        catch (DbException fault) when (provider.Classify(fault) is DatabaseFault.Unavailable)
        {
            throw new DatabaseUnavailableException($"{provider.Description} cannot be reached: {fault.Message}", fault);
        }
    }

    // Short: a request waits. What takes longer than this is an outage, and the edge says so.
    private ResiliencePipeline Retry(params DatabaseFault[] faults) => new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<DbException>(exception => faults.Contains(provider.Classify(exception))),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(50),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();
}
