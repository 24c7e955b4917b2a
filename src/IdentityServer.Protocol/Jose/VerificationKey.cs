using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using IdentityServer.Protocol.Edwards;

namespace IdentityServer.Protocol.Jose;

/// <summary>
/// A public key in the form the operating system verifies with. Importing costs more than verifying, so this object is
/// what a cache should hold; it may be used by any number of threads.
/// </summary>
internal sealed class VerificationKey : IDisposable
{
    private readonly IDisposable key;

    private VerificationKey(JsonWebKey jwk, IDisposable key) => (Jwk, this.key) = (jwk, key);

    public JsonWebKey Jwk { get; }

    /// <summary>Fails for a point that is not on its curve.</summary>
    public static bool TryImport(JsonWebKey jwk, [NotNullWhen(true)] out VerificationKey? verificationKey)
    {
        verificationKey = null;
        try
        {
            verificationKey = new(jwk, jwk switch
            {
                EcJsonWebKey ec => ECDsa.Create(ParametersOf(ec)),
                RsaJsonWebKey rsa => RSA.Create(ParametersOf(rsa)),
                OkpJsonWebKey okp => Ed25519Key.Import(Decode(okp.X)),
                _ => throw new CryptographicException("Unknown kind of key."),
            });
            return true;
        }
        catch (Exception unusable) when (unusable is CryptographicException or FormatException)
        {
            return false;
        }
    }

    public bool Verifies(SignatureAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        Jwk.Fits(algorithm) && key switch
        {
            // RFC 7518 §3.4: R and S, each as long as a coordinate; a DER signature has no place here.
            ECDsa ec => signature.Length == 2 * algorithm.Curve!.CoordinateLength
                && ec.VerifyData(data, signature, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            RSA rsa => signature.Length == (rsa.KeySize + 7) / 8
                && rsa.VerifyData(data, signature, algorithm.Hash, algorithm.Padding!),
            Ed25519Key edwards => edwards.Verify(data, signature),
            _ => false,
        };

    public void Dispose() => key.Dispose();

    private static ECParameters ParametersOf(EcJsonWebKey jwk) => new()
    {
        Curve = jwk.Curve.Parameters,
        Q = new() { X = Decode(jwk.X), Y = Decode(jwk.Y) },
    };

    private static RSAParameters ParametersOf(RsaJsonWebKey jwk) => new() { Modulus = Decode(jwk.N), Exponent = Decode(jwk.E) };

    private static byte[] Decode(string parameter) =>
        StrictBase64Url.TryDecode(parameter, out var bytes) ? bytes : throw new CryptographicException("The key is not base64url.");
}
