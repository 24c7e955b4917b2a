using System.Runtime.CompilerServices;
using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Audit.Reading;

/// <summary>Reads the trail newest first, page by page: the next page begins below the last id of this one.</summary>
internal sealed class AuditReader(IDbContextFactory<IdentityServerDbContext> databases, AuditReferences references)
{
    /// <summary>What a person sees about their own account.</summary>
    public async Task<List<AuditEvent>> ActivityAsync(Guid account, EventId? before, int count, CancellationToken cancellation)
    {
        var person = references.Subject(account);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await Page(database.Set<AuditEvent>().Where(row => row.Person == person), before, count).ToListAsync(cancellation);
    }

    /// <summary>
    /// What an operator looks for. Only <see cref="AuditFilter.Person"/> has an index; everything else is filtered while
    /// walking back in time, which is why a filter always has a beginning.
    /// </summary>
    public async Task<List<AuditEvent>> ListAsync(AuditFilter filter, EventId? before, int count, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await Page(filter.Apply(database.Set<AuditEvent>(), references), before, count).ToListAsync(cancellation);
    }

    /// <summary>From the past towards now, for exports.</summary>
    public async IAsyncEnumerable<AuditEvent> ForwardAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = filter.Apply(database.Set<AuditEvent>(), references).AsNoTracking().OrderBy(row => row.Id);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>Whom the references are about; erased people are missing.</summary>
    public async Task<Dictionary<string, Guid>> AccountsAsync(IEnumerable<byte[]> subjects, CancellationToken cancellation)
    {
        List<byte[]> wanted = [.. subjects];
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<AuditSubject>()
            .Where(subject => wanted.Contains(subject.Reference))
            .ToDictionaryAsync(subject => AuditReferences.Text(subject.Reference), subject => subject.AccountId, cancellation);
    }

    private static IQueryable<AuditEvent> Page(IQueryable<AuditEvent> rows, EventId? before, int count)
    {
        if (before is { } id)
            rows = rows.Where(row => row.Id < id);

        return rows.AsNoTracking().OrderByDescending(row => row.Id).Take(count);
    }
}
