namespace IdentityServer.Throttles;

/// <summary>
/// So many at once; what was used comes back evenly over the window (a token bucket, kept as the one moment at which it
/// would be full again).
/// </summary>
internal sealed class RateRule(string name, int limit, TimeSpan window) : ThrottleRule(name)
{
    public int Limit { get; set; } = limit;

    public TimeSpan Window { get; set; } = window;

    /// <summary>In milliseconds: how long one take needs to come back.</summary>
    public long Interval => Math.Max(1, (long)Window.TotalMilliseconds / Limit);

    /// <summary>In milliseconds: how far ahead of now the bucket may be booked for one more take to fit.</summary>
    public long Room => Interval * (Limit - 1);

    public override string? Fault() =>
        Limit < 1 ? "Limit must be at least 1"
        : Window < TimeSpan.FromSeconds(1) || Window > TimeSpan.FromDays(31) ? "Window must lie between one second and 31 days"
        : null;
}
