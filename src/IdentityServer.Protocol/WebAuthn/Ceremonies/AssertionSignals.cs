using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>What a genuine assertion tells besides being genuine.</summary>
internal sealed record AssertionSignals
{
    public required CounterState CounterState { get; init; }

    /// <summary>As presented; what to store is for <see cref="CounterPolicy"/>.</summary>
    public required uint Counter { get; init; }

    public required bool UserVerified { get; init; }

    public required bool BackedUp { get; init; }

    public required BackupChange BackupChange { get; init; }

    public required AuthenticatorAttachment? Attachment { get; init; }
}
