using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.OpenId.Keys;

/// <summary>The keys as this instance last read them.</summary>
/// <param name="Signing">What signs or will, in the order in which they begin.</param>
/// <param name="Published">What apps verify with.</param>
/// <param name="Verification">What we verify our own tokens with: the published keys and those that have expired.</param>
internal sealed record SigningKeySnapshot(
    DateTimeOffset LoadedAt,
    IReadOnlyList<(DateTimeOffset From, SigningKey Key)> Signing,
    PublicDocument Published,
    VerificationKeySet Verification)
{
    public SigningKey? Current(SignatureAlgorithm algorithm, DateTimeOffset now)
    {
        SigningKey? current = null;
        foreach (var (from, key) in Signing)
            if (key.Algorithm == algorithm && from <= now)
                current = key;

        return current;
    }
}
