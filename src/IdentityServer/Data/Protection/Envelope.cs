using System.Security.Cryptography;
using System.Text;

namespace IdentityServer.Data.Protection;

/// <summary>
/// AES-256-GCM under a key and nonce made for this one message, so that no number of messages wears the long-lived key
/// out (NIST SP 800-38D §8.3). Format byte and 16 bytes of salt, ciphertext, 16 bytes of tag.
/// </summary>
/// <param name="loadKey">The long-lived key: 32 random bytes.</param>
internal sealed class Envelope(Func<byte[]> loadKey)
{
    private const byte Format = 1;
    private const int HeadLength = 17;
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public const int Overhead = HeadLength + TagLength;

    private readonly KeyedHash hash = new(loadKey);

    public byte[] Seal(ReadOnlySpan<byte> content, string purpose)
    {
        var message = new byte[content.Length + Overhead];
        var head = message.AsSpan(0, HeadLength);
        head[0] = Format;
        RandomNumberGenerator.Fill(head[1..]);

        Span<byte> material = stackalloc byte[KeyLength + NonceLength];
        Expand(head, purpose, material);
        using var cipher = new AesGcm(material[..KeyLength], TagLength);
        cipher.Encrypt(material[KeyLength..], content, message.AsSpan(HeadLength, content.Length), message.AsSpan(^TagLength..), head);

        CryptographicOperations.ZeroMemory(material);
        return message;
    }

    /// <exception cref="CryptographicException">Not sealed with this key for this purpose, or changed since.</exception>
    public byte[] Open(ReadOnlySpan<byte> message, string purpose)
    {
        if (message.Length < Overhead || message[0] != Format)
            throw new CryptographicException("This is not a sealed value.");

        var head = message[..HeadLength];
        Span<byte> material = stackalloc byte[KeyLength + NonceLength];
        Expand(head, purpose, material);
        using var cipher = new AesGcm(material[..KeyLength], TagLength);
        var content = new byte[message.Length - Overhead];
        cipher.Decrypt(material[KeyLength..], message[HeadLength..^TagLength], message[^TagLength..], content, head);

        CryptographicOperations.ZeroMemory(material);
        return content;
    }

    // RFC 5869 §2.3, with the keyed state that is kept. The key is uniformly random already, so there is nothing to extract
    // (§3.3). The head has a fixed length, so head and purpose cannot be confused.
    private void Expand(ReadOnlySpan<byte> head, string purpose, Span<byte> material)
    {
        byte[] info = [.. head, .. Encoding.UTF8.GetBytes(purpose)];
        var first = hash.Of([.. info, 1]);
        var second = hash.Of([.. first, .. info, 2]);

        first.CopyTo(material);
        second.AsSpan(0, material.Length - first.Length).CopyTo(material[first.Length..]);
        CryptographicOperations.ZeroMemory(first);
        CryptographicOperations.ZeroMemory(second);
    }
}
