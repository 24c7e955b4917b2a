using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using Microsoft.Extensions.Options;

namespace IdentityServer.Throttles;

/// <summary>
/// Limits that hold for all instances together. All takes of a call are counted in one round trip, or none of them is.
/// </summary>
internal sealed class Throttle(ThrottleStore store, AuditTrail trail, IOptions<ThrottleOptions> options, TimeProvider clock)
{
    // Two instances that meet a key for the first time at the same moment; the second sees its row at the next try.
    private const int MostTries = 5;

    private static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(15);

    public ThrottleOptions Rules => options.Value;

    public Task<ThrottleOutcome> TakeAsync(Take take, CancellationToken cancellation) => TakeAsync([take], cancellation);

    public async Task<ThrottleOutcome> TakeAsync(Take[] takes, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await store.WriteAsync(Add(new(), takes), cancellation);
            if (outcome is UnitOutcome.Committed)
                return ThrottleOutcome.Allowed.Now;
            if (outcome is UnitOutcome.Missed && await RefusalAsync(takes, cancellation) is { } refusal)
                return refusal;
            if (attempt == MostTries)
                return new ThrottleOutcome.Refused(takes[0].Rule, TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>
    /// Joins the takes to a unit that is written anyway. Where that unit is then missed or in conflict, ask
    /// <see cref="RefusalAsync"/>; without a refusal the reason is another, or the unit may be tried again.
    /// </summary>
    public Unit Add(Unit unit, params ReadOnlySpan<Take> takes) => store.Add(unit, takes, clock.GetUtcNow());

    public async Task<ThrottleOutcome?> RefusalAsync(Take[] takes, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        List<ThrottleOutcome> refusals = [];
        foreach (var take in takes)
        {
            var count = await store.FindAsync(take, cancellation);
            if (count?.RefusalOf(take.Rule, now) is not { } refusal)
                continue;

            refusals.Add(refusal);
            if (count.ToldAt <= now - QuietTime)
                await TellAsync(take, now);
        }

        return refusals.MaxBy(Wait);
    }

    /// <summary>What was counted against this key in a row.</summary>
    public async Task<int> CountAsync(Take take, CancellationToken cancellation) => (await store.FindAsync(take, cancellation))?.Failures ?? 0;

    /// <summary>After success: what was counted against this key is taken back with the change it led to.</summary>
    public Unit Reset(Unit unit, params ReadOnlySpan<Take> takes)
    {
        foreach (var take in takes)
            store.Reset(unit, take);

        return unit;
    }

    private static TimeSpan Wait(ThrottleOutcome refusal) =>
        refusal is ThrottleOutcome.Refused { RetryAfter: var wait } ? wait : TimeSpan.MaxValue;

    private async Task TellAsync(Take take, DateTimeOffset now)
    {
        var unit = store.Tell(new(), take, now, now - QuietTime);
        trail.Add(unit, new(ServerEvents.RateLimitHit, Actor.Anonymous) { Reason = "rate_limited", Details = new() { ["bucket"] = take.Rule.Name } });
        await store.WriteAsync(unit, CancellationToken.None);
    }
}
