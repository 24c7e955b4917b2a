using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IdentityServer.Data;

/// <summary>A unique index refused what EF Core saved: somebody was faster, or the name is taken. Nothing was written.</summary>
internal sealed class UniqueConflictException(DbUpdateException inner) : DbUpdateException(inner.Message, inner)
{
    /// <summary>Makes one exception of what each database says in its own way.</summary>
    internal sealed class Interceptor(DatabaseProvider provider) : SaveChangesInterceptor
    {
        public override void SaveChangesFailed(DbContextErrorEventData eventData) => Translate(eventData.Exception);

        public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Translate(eventData.Exception);
            return Task.CompletedTask;
        }

        private void Translate(Exception exception)
        {
            if (exception is DbUpdateException { InnerException: DbException fault } failed
                && provider.Classify(fault) is DatabaseFault.Conflict)
            {
                throw new UniqueConflictException(failed);
            }
        }
    }
}
