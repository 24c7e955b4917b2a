using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.TestKit.SoftAuthenticator;

/// <summary>A private key as an authenticator holds it, and its public half in COSE.</summary>
internal abstract class SoftKey : IDisposable
{
    private byte[]? _cose;

    /// <summary>The COSE algorithm identifier.</summary>
    public abstract int Algorithm { get; }

    public byte[] Cose => _cose ??= WriteCose();

    public static SoftKey Create(int algorithm) => algorithm switch
    {
        -7 => new SoftEcdsaKey(algorithm, curve: 1, ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256),
        -35 => new SoftEcdsaKey(algorithm, curve: 2, ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384),
        -36 => new SoftEcdsaKey(algorithm, curve: 3, ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512),
        -37 => new SoftRsaKey(algorithm, RSASignaturePadding.Pss, HashAlgorithmName.SHA256),
        -38 => new SoftRsaKey(algorithm, RSASignaturePadding.Pss, HashAlgorithmName.SHA384),
        -39 => new SoftRsaKey(algorithm, RSASignaturePadding.Pss, HashAlgorithmName.SHA512),
        -257 => new SoftRsaKey(algorithm, RSASignaturePadding.Pkcs1, HashAlgorithmName.SHA256),
        -258 => new SoftRsaKey(algorithm, RSASignaturePadding.Pkcs1, HashAlgorithmName.SHA384),
        -259 => new SoftRsaKey(algorithm, RSASignaturePadding.Pkcs1, HashAlgorithmName.SHA512),
        -8 => new SoftEd25519Key(),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>The public half as a certificate holds it.</summary>
    public virtual PublicKey CertificateKey => throw new NotSupportedException("No certificate format here knows this kind of key.");

    /// <summary>PKCS#8, for an authenticator that takes a credential over.</summary>
    public virtual byte[] Export() => throw new NotSupportedException("No test has needed this kind of key elsewhere.");

    public abstract byte[] Sign(ReadOnlySpan<byte> data);

    protected abstract byte[] WriteCose();

    public abstract void Dispose();
}
