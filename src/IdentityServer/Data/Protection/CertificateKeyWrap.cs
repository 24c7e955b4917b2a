using System.Security.Cryptography;

namespace IdentityServer.Data.Protection;

/// <summary>
/// RSA-OAEP, and a signature over it: anybody can encrypt to a public key, but only the holder of the private one may
/// say which root key this server trusts.
/// </summary>
internal sealed class CertificateKeyWrap(RSA key) : IKeyWrap
{
    /// <summary>Of the key, not of the certificate: a renewed certificate with the same key opens the same root.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));

    public byte[] Wrap(byte[] root)
    {
        var encrypted = key.Encrypt(root, RSAEncryptionPadding.OaepSHA256);
        return [.. encrypted, .. key.SignData(encrypted, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)];
    }

    public byte[] Unwrap(byte[] wrapped)
    {
        var length = key.KeySize / 8;
        if (wrapped.Length != 2 * length
            || !key.VerifyData(wrapped.AsSpan(0, length), wrapped.AsSpan(length), HashAlgorithmName.SHA256, RSASignaturePadding.Pss))
            throw new CryptographicException("The root key was not wrapped by this certificate's key.");

        return key.Decrypt(wrapped.AsSpan(0, length), RSAEncryptionPadding.OaepSHA256);
    }
}
