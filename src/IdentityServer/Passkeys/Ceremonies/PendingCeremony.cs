using IdentityServer.Data;

namespace IdentityServer.Passkeys.Ceremonies;

/// <summary>
/// A question the server asked one browser for one purpose: the challenge, and everything the answer is checked against.
/// It can be answered once; an answer takes it, whatever comes of the answer.
/// </summary>
internal sealed record PendingCeremony
{
    /// <summary>The key of the <see cref="Handle"/> the page carries.</summary>
    public required byte[] Id { get; init; }

    public required CeremonyPurpose Purpose { get; init; }

    public required byte[] Challenge { get; init; }

    public required byte[] BrowserHash { get; init; }

    /// <summary>Who is expected to answer; null where anybody may (sign-in by autofill), <see cref="Accounts.NamesNobodyHas"/> for a name nobody has.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The session it belongs to, for registration and step-up.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The journey it is part of, as the address carries it; it opens nothing in another browser.</summary>
    public string? Interaction { get; init; }

    /// <summary>What exactly is being confirmed, for a step-up that opens one action (class A).</summary>
    public byte[]? ActionHash { get; init; }

    public string? ActionClass { get; init; }

    public required string RelyingPartyId { get; init; }

    public required bool UserVerificationRequired { get; init; }

    /// <summary>Asked by autofill, or created silently after a password sign-in.</summary>
    public required bool Conditional { get; init; }

    /// <summary>Where a new passkey will have come from.</summary>
    public PasskeyOrigin? Origin { get; init; }

    /// <summary>The account that will exist once its first passkey does, in the form of the room that prepared it.</summary>
    public string? NewAccount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? TakenAt { get; init; }
}

/// <summary>An answer to one purpose is no answer to another.</summary>
internal enum CeremonyPurpose
{
    SignIn,
    Registration,
    StepUp,
}
