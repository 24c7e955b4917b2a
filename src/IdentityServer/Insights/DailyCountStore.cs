using IdentityServer.Data;
using IdentityServer.Shared.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Insights;

internal sealed class DailyCountStore(IDbContextFactory<IdentityServerDbContext> databases, IHotTables tables)
{
    private static readonly Statement Begin = new("""
        INSERT INTO "DailyCounts" ("Day", "Measure", "Labels", "Count")
        SELECT @day, @measure, @labels, @zero
        WHERE NOT EXISTS (SELECT 1 FROM "DailyCounts" WHERE "Day" = @day AND "Measure" = @measure AND "Labels" = @labels)
        """);

    private static readonly Statement Raise = new("""
        UPDATE "DailyCounts" SET "Count" = "Count" + @count WHERE "Day" = @day AND "Measure" = @measure AND "Labels" = @labels
        """);

    /// <summary>False where another instance began one of the rows at the same moment: nothing was added, try again.</summary>
    public async Task<bool> TryAddAsync(IEnumerable<KeyValuePair<TallyKey, long>> counts, CancellationToken cancellation)
    {
        var unit = new Unit();
        // In one order everywhere, so that two instances cannot wait for each other.
        foreach (var (key, count) in counts.OrderBy(pair => pair.Key.Day).ThenBy(pair => pair.Key.Measure, StringComparer.Ordinal).ThenBy(pair => pair.Key.Labels, StringComparer.Ordinal))
        {
            var day = new DateTimeOffset(key.Day, TimeSpan.Zero);
            unit.Add(Begin, day, key.Measure, key.Labels, 0L);
            unit.Require(Raise, count, day, key.Measure, key.Labels);
        }

        return await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed;
    }

    /// <summary>The days from the first to the last, both included.</summary>
    public async Task<List<CountedDay>> ReadAsync(Measure measure, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var (from, to) = (Midnight(first), Midnight(last));
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await database.Set<DailyCount>().AsNoTracking()
            .Where(count => count.Day >= from && count.Day <= to && count.Measure == measure.Name)
            .ToListAsync(cancellation);
        return [.. rows.Select(row => CountedDay.Of(measure, row))];
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
