using IdentityServer.Accounts;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Throttles;

namespace IdentityServer.Passkeys;

/// <summary>What came of a browser's answer.</summary>
internal abstract record PasskeyProof
{
    private PasskeyProof()
    {
    }

    /// <summary>This account's passkey answered this ceremony.</summary>
    public sealed record Accepted(PendingCeremony Ceremony, AccountFacts Account, Passkey Passkey, AssertionSignals Signals) : PasskeyProof
    {
        /// <summary>All passkeys of the account, as they were before this proof.</summary>
        public required IReadOnlyList<Passkey> Owned { get; init; }

        public required DateTimeOffset At { get; init; }

        public required long Counter { get; init; }

        /// <summary>Something about the counter was odd: good for a sign-in, not for more.</summary>
        public required bool Reduced { get; init; }

        public required VerificationTrust Verification { get; init; }

        /// <summary>The passkey is right, and what is around it is not.</summary>
        public Refused Refuse(PasskeyRefusal reason) => new(reason) { Ceremony = Ceremony, Passkey = Passkey };

        /// <summary>A factor of its own, beside the possession of the key.</summary>
        public bool UserVerified => Verification is VerificationTrust.Relied;
    }

    public sealed record Refused(PasskeyRefusal Reason) : PasskeyProof
    {
        public static Refused Of(TakenCeremony.Refused taken) => new(taken.Reason) { Ceremony = taken.Ceremony, TooMany = taken.TooMany };

        public PendingCeremony? Ceremony { get; init; }

        public Passkey? Passkey { get; init; }

        /// <summary>The account, or the name nobody has, whose passkey this pretended to be: such failures are limited.</summary>
        public Guid? FailedAt => Reason is PasskeyRefusal.BadSignature ? Passkey?.AccountId : null;

        /// <summary>Not anybody's try, see <see cref="Acquaintance"/>.</summary>
        public bool IsAcquainted { get; init; }

        /// <summary>What the counter rule asks to be done about the passkey besides refusing.</summary>
        public CounterDecision? Counter { get; init; }

        /// <summary>The stored row is not the one we wrote.</summary>
        public bool SealBroken { get; init; }

        /// <summary>A credential nobody here knows: the browser may forget it.</summary>
        public byte[]? UnknownCredential { get; init; }

        /// <summary>Set where the reason is that somebody tries too often.</summary>
        public ThrottleOutcome? TooMany { get; init; }

        public CeremonySignal? SignalFor(RelyingParty relyingParty) =>
            UnknownCredential is { } id ? CeremonySignal.Unknown(relyingParty, id) : null;
    }
}
