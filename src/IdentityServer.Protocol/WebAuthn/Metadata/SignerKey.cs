using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>A certificate's key in the terms of JOSE.</summary>
internal static class SignerKey
{
    private const int MinimumRsaBits = 2048;

    /// <summary>Null for a key that no algorithm here verifies with.</summary>
    public static VerificationKey? Import(X509Certificate2 certificate) =>
        Describe(certificate) is { } jwk && VerificationKey.TryImport(jwk, out var key) ? key : null;

    private static JsonWebKey? Describe(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
            return rsa.KeySize >= MinimumRsaBits ? RsaJsonWebKey.From(rsa.ExportParameters(includePrivateParameters: false)) : null;

        using var ec = certificate.GetECDsaPublicKey();
        return ec is not null && EllipticCurve.Find($"P-{ec.KeySize}") is { } curve
            ? EcJsonWebKey.From(curve, ec.ExportParameters(includePrivateParameters: false).Q)
            : null;
    }
}
