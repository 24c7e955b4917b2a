using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Cose;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Certificates;

/// <summary>Compares and uses the keys of certificates in the terms of COSE, so that one table rules over both.</summary>
internal static class CertificateKey
{
    extension(X509Certificate2 certificate)
    {
        public CoseKey ReadKey(int algorithm)
        {
            using var ec = certificate.GetECDsaPublicKey();
            if (ec is not null)
                return FromEc(ec.ExportParameters(includePrivateParameters: false), algorithm);

            using var rsa = certificate.GetRSAPublicKey();
            return rsa is null
                ? throw new FormatException("neither EC nor RSA")
                : FromRsa(rsa.ExportParameters(includePrivateParameters: false), algorithm);
        }

        /// <summary>RFC 5280 §4.2.1.2 method 1, which is SHA-1; FIDO's metadata names U2F certificates by it, nothing is signed with it.</summary>
        public string KeyIdentifier() => Convert.ToHexStringLower(
            new X509SubjectKeyIdentifierExtension(certificate.PublicKey, X509SubjectKeyIdentifierHashAlgorithm.Sha1, critical: false)
                .SubjectKeyIdentifierBytes.Span);

        public bool HasKey(CoseKey credentialKey) => certificate.ReadKey(credentialKey.Algorithm).IsSameKey(credentialKey);
    }

    extension(CoseKey key)
    {
        public bool IsSameKey(CoseKey other) => (key, other) switch
        {
            (CoseKey.EllipticCurve one, CoseKey.EllipticCurve two) =>
                one.Curve == two.Curve && one.X.AsSpan().SequenceEqual(two.X) && one.Y.AsSpan().SequenceEqual(two.Y),
            (CoseKey.Rsa one, CoseKey.Rsa two) =>
                one.Modulus.AsSpan().SequenceEqual(two.Modulus) && one.Exponent.AsSpan().SequenceEqual(two.Exponent),
            _ => false,
        };
    }

    private static CoseKey.EllipticCurve FromEc(ECParameters parameters, int algorithm) =>
        new(algorithm, default, (int)CurveOf(parameters.Curve), parameters.Q.X!, parameters.Q.Y!);

    private static CoseKey.Rsa FromRsa(RSAParameters parameters, int algorithm) =>
        new(algorithm, default, parameters.Modulus!, parameters.Exponent!);

    private static CoseCurve CurveOf(ECCurve curve) => curve.IsNamed ? curve.Oid.Value switch
    {
        "1.2.840.10045.3.1.7" => CoseCurve.P256,
        "1.3.132.0.34" => CoseCurve.P384,
        "1.3.132.0.35" => CoseCurve.P521,
        _ => throw new FormatException("unknown curve"),
    } : throw new FormatException("unnamed curve");
}
