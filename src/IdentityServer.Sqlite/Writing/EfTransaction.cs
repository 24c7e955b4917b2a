using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace IdentityServer.Sqlite.Writing;

/// <summary>Gives the turn back however the transaction ends; interceptors are not told of one that is merely left.</summary>
internal sealed class EfTransaction(
    IRelationalConnection connection, DbTransaction transaction, Guid id, IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger,
    ISqlGenerationHelper sql, WriteTurn turn) : RelationalTransaction(connection, transaction, id, logger, transactionOwned: true, sql)
{
    private bool ended;

    protected override void ClearTransaction()
    {
        try
        {
            base.ClearTransaction();
        }
        finally
        {
            End();
        }
    }

    protected override async Task ClearTransactionAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await base.ClearTransactionAsync(cancellationToken);
        }
        finally
        {
            End();
        }
    }

    private void End()
    {
        if (!ended)
            turn.Give();
        ended = true;
    }

    internal sealed class Factory(RelationalTransactionFactoryDependencies dependencies) : RelationalTransactionFactory(dependencies)
    {
        public override RelationalTransaction Create(
            IRelationalConnection connection, DbTransaction transaction, Guid transactionId,
            IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger, bool transactionOwned) => transactionOwned
                ? new EfTransaction(connection, transaction, transactionId, logger, Dependencies.SqlGenerationHelper, TurnOf(connection.Context))
                : base.Create(connection, transaction, transactionId, logger, transactionOwned);

        private static WriteTurn TurnOf(DbContext context) => context.GetService<IDbContextOptions>()
            .FindExtension<CoreOptionsExtension>()!.Interceptors!.OfType<EfWrites>().Single().Turn; // SqliteProvider put it there
    }
}
