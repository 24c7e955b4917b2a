namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>What the server remembered when it made the challenge. Nothing here comes back from the browser.</summary>
internal abstract record Ceremony
{
    public const int ChallengeLength = 32;

    public required byte[] Challenge { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required string RelyingPartyId { get; init; }

    /// <summary>Exactly these, compared character by character.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>Pages of others that may show ours in a frame while a passkey is used. Normally none.</summary>
    public IReadOnlyList<string> EmbeddingOrigins { get; init; } = [];

    public required UserVerification UserVerification { get; init; }
}
