using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>WebAuthn L3 §7.1 step 28: everything worth storing about an accepted credential.</summary>
internal sealed record NewCredential
{
    public required byte[] Id { get; init; }

    public required byte[] PublicKey { get; init; }

    public required int Algorithm { get; init; }

    public required uint Counter { get; init; }

    /// <summary>Whether the person was verified when it was born; until then it may not serve as two factors.</summary>
    public required bool UserVerified { get; init; }

    public required bool BackupEligible { get; init; }

    public required bool BackedUp { get; init; }

    public required Guid Aaguid { get; init; }

    public required IReadOnlyList<string> Transports { get; init; }

    public required AuthenticatorAttachment? Attachment { get; init; }

    /// <summary>Null when the browser did not say.</summary>
    public required bool? Discoverable { get; init; }

    public required AttestationStatement Attestation { get; init; }
}
