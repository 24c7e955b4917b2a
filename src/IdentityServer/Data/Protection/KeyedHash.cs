using System.Security.Cryptography;

namespace IdentityServer.Data.Protection;

/// <summary>
/// HMAC-SHA-256 under a key of ours. Every thread keeps its keyed state, because to prepare a key costs more than to hash
/// the few bytes it is for.
/// </summary>
#pragma warning disable CA1001 // What it keeps is needed until the server ends.
internal sealed class KeyedHash(Func<byte[]> loadKey)
#pragma warning restore CA1001
{
    // A failure is not remembered: the next one asks again.
    private readonly ThreadLocal<IncrementalHash> states = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, loadKey()));

    public byte[] Of(ReadOnlySpan<byte> content)
    {
        var state = states.Value!; // made above
        state.AppendData(content);
        return state.GetHashAndReset();
    }
}
