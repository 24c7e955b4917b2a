using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IdentityServer.Sqlite.Writing;

/// <summary>
/// EF Core's writes take the same turn as the units. A transaction has it from its beginning to its end, which
/// <see cref="EfTransaction"/> sees; a statement outside of one (ExecuteUpdate, ExecuteDelete) while it runs.
/// </summary>
internal sealed class EfWrites(WriteTurn turn) : ISaveChangesInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    public WriteTurn Turn => turn;

    // A single INSERT would run without a transaction, and end only when its result is read.
    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        eventData.Context!.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always; // only a context saves
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavingChanges(eventData, result));

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        turn.Take();
        return Begin((SqliteConnection)connection, eventData.IsolationLevel);
    }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await turn.TakeAsync(cancellationToken);
        return Begin((SqliteConnection)connection, eventData.IsolationLevel);
    }

    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (command.Transaction is not null)
            return result;

        turn.Take();
        return Execute(command);
    }

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is not null)
            return result;

        await turn.TakeAsync(cancellationToken);
        return Execute(command);
    }

    private InterceptionResult<DbTransaction> Begin(SqliteConnection connection, IsolationLevel isolation)
    {
        try
        {
            return InterceptionResult<DbTransaction>.SuppressWithResult(connection.BeginTransaction(isolation));
        }
        catch
        {
            turn.Give();
            throw;
        }
    }

    private InterceptionResult<int> Execute(DbCommand command)
    {
        try
        {
            return InterceptionResult<int>.SuppressWithResult(command.ExecuteNonQuery());
        }
        finally
        {
            turn.Give();
        }
    }
}
