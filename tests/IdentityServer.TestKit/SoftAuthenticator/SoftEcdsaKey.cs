using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.TestKit.SoftAuthenticator;

internal sealed class SoftEcdsaKey(int algorithm, int curve, ECCurve parameters, HashAlgorithmName hash) : SoftKey
{
    private readonly ECDsa _key = ECDsa.Create(parameters);

    public override int Algorithm => algorithm;

    public override PublicKey CertificateKey => new(_key);

    public override byte[] Export() => _key.ExportPkcs8PrivateKey();

    public override byte[] Sign(ReadOnlySpan<byte> data)
    {
        Span<byte> signature = stackalloc byte[_key.GetMaxSignatureSize(DSASignatureFormat.Rfc3279DerSequence)];
        _key.TrySignData(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence, out var length);
        return signature[..length].ToArray();
    }

    protected override byte[] WriteCose()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return CoseMap.Write((1, 2), (3, algorithm), (-1, curve), (-2, point.X!), (-3, point.Y!));
    }

    public override void Dispose() => _key.Dispose();
}
