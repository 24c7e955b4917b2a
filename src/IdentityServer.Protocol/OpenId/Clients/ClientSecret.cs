using System.Security.Cryptography;

namespace IdentityServer.Protocol.OpenId.Clients;

/// <summary>One of a client's secrets: several overlap while a client changes from the old one to the new.</summary>
internal sealed record ClientSecret(byte[] Hash, DateTimeOffset? ExpiresAt = null)
{
    public bool Matches(ReadOnlySpan<byte> hash, DateTimeOffset now) =>
        CryptographicOperations.FixedTimeEquals(Hash, hash) && !(ExpiresAt <= now);
}
