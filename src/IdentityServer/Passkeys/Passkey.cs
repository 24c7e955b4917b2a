using IdentityServer.Protocol.WebAuthn.Authenticators;
using IdentityServer.Protocol.WebAuthn.Metadata;

namespace IdentityServer.Passkeys;

/// <summary>
/// What the server keeps of a passkey: a public key and what is known about its life. <see cref="Mac"/> seals account,
/// credential id, key and flags, so that a key swapped in the database opens nothing.
/// </summary>
internal sealed record Passkey
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required byte[] CredentialId { get; init; }

    /// <summary>The COSE key as the authenticator gave it.</summary>
    public required byte[] PublicKey { get; init; }

    public required string RelyingPartyId { get; init; }

    public required Guid Aaguid { get; init; }

    /// <summary>Space-separated, as the browser reported them; a hint for the next prompt.</summary>
    public required string Transports { get; init; }

    public required bool BackupEligible { get; init; }

    public required bool BackedUp { get; init; }

    /// <summary>Null where the browser did not say.</summary>
    public bool? Discoverable { get; init; }

    /// <summary>WebAuthn's uvInitialized: false until another factor vouched for the first time it verified its person; see <see cref="FirstVerification"/>.</summary>
    public required bool UserVerified { get; init; }

    public required string AttestationFormat { get; init; }

    /// <summary>A verified attestation says that the key is held in hardware: what <c>phrh</c> rests on.</summary>
    public bool HardwareProtected { get; init; }

    /// <summary>The model that a trusted attestation named when a managed group's member enrolled it; null for everybody else.</summary>
    public Guid? AttestedModel { get; init; }

    /// <summary>Since when, and why, it no longer satisfies what is demanded of its owner's groups.</summary>
    public DateTimeOffset? FlaggedAt { get; init; }

    public AuthenticatorRefusal? FlaggedFor { get; init; }

    public required PasskeyOrigin BornIn { get; init; }

    public required string Name { get; init; }

    /// <summary>The name in the form that is compared: one person's passkeys have different names, whatever the case.</summary>
    public required string NormalizedName { get; init; }

    public required long Counter { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public string? LastUsedOn { get; init; }

    public DateTimeOffset? LastAnomalyAt { get; init; }

    public int FailuresInARow { get; init; }

    /// <summary>A suspended passkey does not sign in; its owner decides what becomes of it.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    public PasskeySuspension? SuspendedFor { get; init; }

    public required byte[] Mac { get; init; }

    public bool Synced => BackupEligible && BackedUp;

    public bool Works => SuspendedAt is null;

    /// <summary>
    /// S5-32: from then on it may also do what could take the account away from the passkeys that were there before it. One
    /// that the account began with, or that moved here with it, took it from nobody.
    /// </summary>
    public DateTimeOffset SettledAt => BornIn is PasskeyOrigin.Setup or PasskeyOrigin.SignUp or PasskeyOrigin.Import ? CreatedAt : CreatedAt.AddDays(1);

    /// <summary>A factor of its own, with which everything can be done that its owner may do.</summary>
    public bool CountsInFull => Works && UserVerified;

    /// <summary>Its owner may say that the suspicion was wrong. What its maker, the stored data or the operator speak against is not theirs to judge.</summary>
    public bool MayBeReactivated => SuspendedFor is PasskeySuspension.CounterAnomaly or PasskeySuspension.TooManyFailures
        or PasskeySuspension.Recovery or PasskeySuspension.Repudiation;

    public Passkey Named(string name) => this with { Name = name, NormalizedName = PasskeyName.KeyOf(name) };

    /// <summary>Whether taking it away would leave its owner worse off than with another one: nothing as good would be left.</summary>
    public bool IsNeededBeside(IEnumerable<Passkey> all) =>
        Works && !all.Any(it => it.Id != Id && it.Works && (it.UserVerified || !UserVerified));
}

/// <summary>Where a passkey came into the account.</summary>
internal enum PasskeyOrigin
{
    Setup,
    SignUp,
    Settings,
    Recovery,
    Conditional,

    /// <summary>After a sign-in with a password, by somebody who had no passkey yet.</summary>
    Password,

    /// <summary>Offered on this device, after a sign-in with a passkey that lives on another.</summary>
    OtherDevice,
    Import,

    /// <summary>By a code from a device that was signed in.</summary>
    Pairing,
}

internal enum PasskeySuspension
{
    CounterAnomaly,
    TooManyFailures,
    Recovery,
    Integrity,
    Metadata,
    Operator,
    Repudiation,
}
