using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace IdentityServer.Data.Protection;

/// <summary>
/// What rooms ask when a value must leave memory unreadable or unforgeable. A purpose is a short constant that names the
/// room's use ("signing key"); what was sealed for one purpose cannot be opened for another.
/// </summary>
internal sealed class MasterKey
{
    // A database that is down at first use must not be remembered as the answer.
    private readonly Lazy<byte[]> root;
    private readonly Envelope envelope;

    /// <param name="loadRoot">
    /// The random key in the database that the operator's master key protects: replacing the latter re-wraps one row and
    /// nothing sealed or derived here changes.
    /// </param>
    public MasterKey(Func<byte[]> loadRoot)
    {
        root = new(loadRoot, LazyThreadSafetyMode.PublicationOnly);
        envelope = new(() => root.Value);
    }

    public byte[] Seal(ReadOnlySpan<byte> content, string purpose) => envelope.Seal(content, purpose);

    /// <summary>For what we stored ourselves: a failure is damage, not a refusal.</summary>
    /// <exception cref="CryptographicException">Not sealed here for this purpose, or changed since.</exception>
    public byte[] Open(ReadOnlySpan<byte> message, string purpose) => envelope.Open(message, purpose);

    /// <summary>For what a browser or an app carries.</summary>
    public bool TryOpen(ReadOnlySpan<byte> message, string purpose, [NotNullWhen(true)] out byte[]? content)
    {
        try
        {
            content = Open(message, purpose);
            return true;
        }
        catch (CryptographicException)
        {
            content = null;
            return false;
        }
    }

    /// <summary>HMACs under the key of a purpose: row MACs, references in the audit, what is kept of secrets.</summary>
    public KeyedHash Hash(string purpose) => new(() => Derive(purpose));

    /// <summary>A 32-byte key that is always the same for a purpose.</summary>
    public byte[] Derive(string purpose)
    {
        // An envelope's head begins with its format, which is never 0: the two uses of the root cannot meet.
        byte[] info = [0, .. Encoding.UTF8.GetBytes(purpose)];
        return HKDF.Expand(HashAlgorithmName.SHA256, root.Value, outputLength: 32, info);
    }
}
