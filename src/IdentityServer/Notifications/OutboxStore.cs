using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Notifications;

/// <summary>The deliverers' view of the outbox: what is due, whose it is for now, what became of it.</summary>
internal sealed class OutboxStore(IHotTables tables, IDbContextFactory<IdentityServerDbContext> databases, TimeProvider clock)
{
    public Task<List<OutboxMessage>> DueAsync(int atMost, CancellationToken cancellation) =>
        tables.ListAsync(OutboxStatements.Due, OutboxStatements.Read, [clock.GetUtcNow(), atMost], cancellation);

    /// <summary>False where another instance was faster.</summary>
    public async Task<bool> ClaimAsync(OutboxMessage message, DateTimeOffset until) =>
        await tables.WriteAsync(
            new Unit().Require(OutboxStatements.Claim, until, message.Attempts + 1, message.Id, message.NextAttemptAt), CancellationToken.None)
        is UnitOutcome.Committed;

    public async Task<int> SentLatelyAsync(OutboxMessage message, DateTimeOffset since) =>
        (await tables.ListAsync(
            OutboxStatements.SentLately, row => row.GetInt64(0), [message.Recipient, message.Kind, since, OutboxState.Sent], CancellationToken.None)).Count;

    public Task PostponeAsync(OutboxMessage message, DateTimeOffset held, DateTimeOffset next, int attempts, string failure) =>
        tables.WriteAsync(new Unit().Add(OutboxStatements.Postpone, next, attempts, failure, message.Id, held), CancellationToken.None);

    /// <summary>A mail given up is kept for a second chance; a mail that was sent is of no further use to us.</summary>
    public Unit Finish(Unit unit, OutboxMessage message, DateTimeOffset held, OutboxState state, string? failure) =>
        unit.Require(OutboxStatements.Finish,
            state, clock.GetUtcNow(), (DateTimeOffset?)null, failure, state is OutboxState.Dead ? message.Sealed : [], message.Id, held);

    public Task WriteAsync(Unit unit) => tables.WriteAsync(unit, CancellationToken.None);

    public async Task<List<OutboxCount>> CountAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<OutboxMessage>().AsNoTracking()
            .GroupBy(message => new { message.Kind, message.State, message.Failure })
            .Select(group => new OutboxCount(group.Key.Kind, group.Key.State, group.Key.Failure, group.Count(), group.Min(message => message.CreatedAt)))
            .ToListAsync(cancellation);
    }

    /// <summary>Every dead mail that is still of use gets all its tries again.</summary>
    public async Task<int> RetryDeadAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<OutboxMessage>()
            .Where(message => message.State == OutboxState.Dead && (message.ExpiresAt == null || message.ExpiresAt > now))
            .ExecuteUpdateAsync(set => set
                .SetProperty(message => message.State, OutboxState.Waiting)
                .SetProperty(message => message.NextAttemptAt, now)
                .SetProperty(message => message.FinishedAt, (DateTimeOffset?)null)
                .SetProperty(message => message.Attempts, 0), cancellation);
    }
}

internal sealed record OutboxCount(string Kind, OutboxState State, string? Failure, int Count, DateTimeOffset Oldest);
