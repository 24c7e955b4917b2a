namespace IdentityServer.Throttles;

/// <summary>
/// For what can be guessed. Every attempt counts as a failure from its beginning, so that guesses made at the same moment
/// count too; success takes all of them back. After a few, each further one must wait twice as long as the one before.
/// </summary>
internal sealed class FailureRule(string name, int free, TimeSpan firstWait, TimeSpan longestWait, TimeSpan memory, int? cap = null) : ThrottleRule(name)
{
    private const int Doublings = 7;

    /// <summary>How many failures cost no waiting.</summary>
    public int Free { get; set; } = free;

    public TimeSpan FirstWait { get; set; } = firstWait;

    public TimeSpan LongestWait { get; set; } = longestWait;

    /// <summary>How long after the last attempt the failures are forgotten.</summary>
    public TimeSpan Memory { get; set; } = memory;

    /// <summary>After so many in a row, none is allowed any more.</summary>
    public int? Cap { get; set; } = cap;

    /// <summary>In milliseconds: 30 s, 1 min, 2 min, … and the longest at the end.</summary>
    public long[] Waits() =>
    [
        .. Enumerable.Range(0, Doublings).Select(doubling => Math.Min((long)FirstWait.TotalMilliseconds << doubling, (long)LongestWait.TotalMilliseconds)),
        (long)LongestWait.TotalMilliseconds,
    ];

    public override string? Fault() =>
        Free is < 1 or > 1_000_000 || Cap < Free ? "Free must be at least 1 and Cap no smaller than Free"
        : FirstWait < TimeSpan.Zero || LongestWait < FirstWait || LongestWait > TimeSpan.FromDays(1) ? "the waits must grow and stay below a day"
        : Memory < LongestWait ? "Memory must be longer than LongestWait"
        : null;
}
