namespace IdentityServer.Throttles;

internal abstract record ThrottleOutcome
{
    private ThrottleOutcome()
    {
    }

    public sealed record Allowed : ThrottleOutcome
    {
        public static readonly Allowed Now = new();
    }

    /// <summary>Nothing was counted.</summary>
    public sealed record Refused(ThrottleRule Rule, TimeSpan RetryAfter) : ThrottleOutcome;

    /// <summary>The cap is reached: waiting does not help. The authenticator is to be disabled until it is bound again.</summary>
    public sealed record Exhausted(ThrottleRule Rule) : ThrottleOutcome;
}
