using IdentityServer.Throttles;

namespace IdentityServer.Passkeys.Pairing;

internal abstract record PairingAnswer
{
    private PairingAnswer()
    {
    }

    public sealed record TakenUp : PairingAnswer
    {
        public static readonly TakenUp Now = new();
    }

    /// <summary>Wrong, old, taken up by another browser, or of nobody: it is not said which.</summary>
    public sealed record Refused : PairingAnswer
    {
        public static readonly Refused Now = new();
    }

    public sealed record TooMany(ThrottleOutcome Outcome) : PairingAnswer;
}
