using System.Text;
using IdentityServer.Data;
using IdentityServer.Data.Protection;

namespace IdentityServer.Throttles;

/// <summary>Reads and writes the rows; what a rule means in statements is said here and nowhere else.</summary>
internal sealed class ThrottleStore(IHotTables tables, MasterKey master)
{
    public const int KeyLength = 16;

    private static readonly TimeSpan ExpiryStep = TimeSpan.FromMinutes(5);

    private readonly KeyedHash hash = master.Hash("throttles");

    public byte[] KeyOf(Take take) =>
        hash.Of(Encoding.UTF8.GetBytes($"{take.Rule.Name}\n{take.Key}"))[..KeyLength];

    /// <summary>Always in the same order, so that two requests with the same takes cannot wait for each other.</summary>
    public Unit Add(Unit unit, ReadOnlySpan<Take> takes, DateTimeOffset now)
    {
        foreach (var (key, take) in takes.ToArray().Select(take => (KeyOf(take), take)).OrderBy(pair => Convert.ToHexString(pair.Item1), StringComparer.Ordinal))
            Add(unit, key, take.Rule, now);

        return unit;
    }

    public Unit Reset(Unit unit, Take take) => unit.Add(ThrottleStatements.Reset, KeyOf(take));

    public Unit Tell(Unit unit, Take take, DateTimeOffset now, DateTimeOffset quietSince) =>
        unit.Require(ThrottleStatements.Tell, now, KeyOf(take), quietSince);

    public Task<UnitOutcome> WriteAsync(Unit unit, CancellationToken cancellation) => tables.WriteAsync(unit, cancellation);

    public Task<ThrottleCount?> FindAsync(Take take, CancellationToken cancellation) =>
        tables.FindAsync(ThrottleStatements.Find, ThrottleCount.Read, [KeyOf(take)], cancellation);

    private static DateTimeOffset RoundUp(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % ExpiryStep.Ticks) + ExpiryStep.Ticks, TimeSpan.Zero);

    private static void Add(Unit unit, byte[] key, ThrottleRule rule, DateTimeOffset now)
    {
        if (rule is RateRule rate)
        {
            var expires = RoundUp(now + rate.Window);
            unit.Add(ThrottleStatements.Begin, key, 0L, 0, expires);
            unit.Require(ThrottleStatements.TakeRate, now, rate.Interval, expires, key, now.AddMilliseconds(rate.Room));
        }
        else if (rule is FailureRule guess)
        {
            var expires = RoundUp(now + guess.Memory);
            unit.Add(ThrottleStatements.Begin, key, 0L, 0, expires);
            unit.Require(ThrottleStatements.TakeGuess, [expires, now, guess.Free, .. guess.Waits().Select(wait => (Value)wait), key, guess.Cap ?? int.MaxValue]);
        }
    }
}
