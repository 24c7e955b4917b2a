namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>
/// What a counter that did not advance means (WebAuthn L3 §6.1.1, §7.2 step 22). The specification calls it a signal and
/// leaves the rest to us: two sign-ins may overtake each other, a synced passkey may count carelessly, and a key that
/// never leaves its device has no excuse.
/// </summary>
internal static class CounterPolicy
{
    private static readonly TimeSpan RaceWindow = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnomalyMemory = TimeSpan.FromDays(30);

    public static CounterState Compare(uint stored, uint presented) => (stored, presented) switch
    {
        (0, 0) => CounterState.Zero,
        _ when presented > stored => CounterState.Advanced,
        _ => CounterState.Anomaly,
    };

    public static CounterDecision Decide(CounterHistory history, uint presented, DateTimeOffset now)
    {
        if (Compare(history.Stored, presented) is not CounterState.Anomaly)
            return new CounterDecision.Accept(presented);

        var highest = Math.Max(history.Stored, presented);

        // Clocks of several servers differ, so a success may seem to lie a little ahead.
        if (history.LastSuccess is { } success && (now - success).Duration() <= RaceWindow)
            return new CounterDecision.Accept(highest);

        if (history.LastAnomaly is { } anomaly && now - anomaly <= AnomalyMemory)
            return new CounterDecision.Suspend();

        return history.BackupEligible ? new CounterDecision.AcceptReduced(highest) : new CounterDecision.Refuse();
    }
}
