namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>WebAuthn L3 §4, credential record: what was stored at registration and kept up to date since.</summary>
internal sealed record CredentialRecord
{
    public required byte[] Id { get; init; }

    /// <summary>The COSE key as it was signed.</summary>
    public required ReadOnlyMemory<byte> PublicKey { get; init; }

    /// <summary>The random handle of the account that owns the credential.</summary>
    public required byte[] UserHandle { get; init; }

    public required uint Counter { get; init; }

    public required bool BackupEligible { get; init; }

    public required bool BackedUp { get; init; }
}
