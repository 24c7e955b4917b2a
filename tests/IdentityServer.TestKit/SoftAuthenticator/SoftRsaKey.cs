using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.TestKit.SoftAuthenticator;

internal sealed class SoftRsaKey(int algorithm, RSASignaturePadding padding, HashAlgorithmName hash, int bits = 2048) : SoftKey
{
    private readonly RSA _key = RSA.Create(bits);

    public override int Algorithm => algorithm;

    public override PublicKey CertificateKey => new(_key);

    public override byte[] Sign(ReadOnlySpan<byte> data) => _key.SignData(data, hash, padding);

    protected override byte[] WriteCose()
    {
        var parameters = _key.ExportParameters(includePrivateParameters: false);
        return CoseMap.Write((1, 3), (3, algorithm), (-1, parameters.Modulus!), (-2, parameters.Exponent!));
    }

    public override void Dispose() => _key.Dispose();
}
