namespace IdentityServer.OpenId.Keys;

/// <summary>A signing key as a row. What it may do is not stored: <see cref="KeySchedule"/> reads it off the times.</summary>
internal sealed class StoredSigningKey
{
    public required string Kid { get; init; }

    public required string Algorithm { get; init; }

    /// <summary>1, 2, 3 … within the algorithm, unique: of two instances that make the next key, one succeeds.</summary>
    public required int Generation { get; init; }

    public required string PublicJwk { get; init; }

    /// <summary>Sealed PKCS #8. Gone once the key can no longer sign.</summary>
    public byte[]? PrivateKey { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset SignsFrom { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public byte[] Mac { get; set; } = [];
}
