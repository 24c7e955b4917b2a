namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>What the caller has to do about a counter.</summary>
internal abstract record CounterDecision
{
    private CounterDecision()
    {
    }

    /// <param name="Store">The value to keep, by compare-and-set.</param>
    public sealed record Accept(uint Store) : CounterDecision;

    /// <summary>Sign in, but not for what needs more than a plain sign-in: raise the risk, tell the person.</summary>
    public sealed record AcceptReduced(uint Store) : CounterDecision;

    /// <summary>Fail this attempt; another method is asked for.</summary>
    public sealed record Refuse : CounterDecision;

    /// <summary>Fail this attempt and every later one until another factor brings the credential back. Tell all channels.</summary>
    public sealed record Suspend : CounterDecision;
}
