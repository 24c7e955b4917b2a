using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Throttles;

/// <summary>How a key stands under its rule.</summary>
internal sealed record ThrottleCount(long Next, int Failures, DateTimeOffset ToldAt)
{
    public static ThrottleCount Read(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt32(1), row.GetInstant(2));

    /// <summary>Null where one more would be allowed now.</summary>
    public ThrottleOutcome? RefusalOf(ThrottleRule rule, DateTimeOffset now)
    {
        if (rule is FailureRule guess && Failures >= guess.Cap)
            return new ThrottleOutcome.Exhausted(rule);

        var wait = Next - now.ToUnixTimeMilliseconds() - (rule is RateRule rate ? rate.Room : 0);
        return wait > 0 ? new ThrottleOutcome.Refused(rule, TimeSpan.FromMilliseconds(wait)) : null;
    }
}
