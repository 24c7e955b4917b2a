namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

internal abstract record AssertionOutcome
{
    private AssertionOutcome()
    {
    }

    /// <summary>The credential's owner is here. What the counter and the flags mean for this sign-in is decided by policy.</summary>
    public sealed record Accepted(AssertionSignals Signals) : AssertionOutcome;

    public sealed record Refused(PasskeyRefusal Reason) : AssertionOutcome;

    public static implicit operator AssertionOutcome(PasskeyRefusal reason) => new Refused(reason);
}
