using System.Security.Cryptography;

namespace IdentityServer.Data.Protection;

internal sealed class SecretKeyWrap(byte[] key) : IKeyWrap
{
    public const int KeyLength = 32;

    private const string Purpose = "root key";

    private readonly Envelope envelope = new(() => key);

    public string Id { get; } = Convert.ToHexStringLower(HKDF.Expand(HashAlgorithmName.SHA256, key, outputLength: 8, "id"u8.ToArray()));

    public byte[] Wrap(byte[] root) => envelope.Seal(root, Purpose);

    public byte[] Unwrap(byte[] wrapped) => envelope.Open(wrapped, Purpose);
}
