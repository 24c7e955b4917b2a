using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace IdentityServer.Protocol.Jose;

/// <summary>
/// A private key bound to the one algorithm it signs with, kept imported for its whole life and used by any number of
/// threads. Its <c>kid</c> is its RFC 7638 thumbprint.
/// </summary>
internal sealed class SigningKey : IDisposable
{
    private const int MinimumRsaBits = 2048;

    private readonly AsymmetricAlgorithm key;
    private readonly ConcurrentDictionary<string, JwsSigner> signers = new(StringComparer.Ordinal);

    private SigningKey(SignatureAlgorithm algorithm, AsymmetricAlgorithm key)
    {
        this.key = key;
        Algorithm = algorithm;
        PublicKey = PublicPart(algorithm, key);
    }

    public SignatureAlgorithm Algorithm { get; }

    public JsonWebKey PublicKey { get; }

    public string Kid => PublicKey.Kid!;

    public int SignatureLength => key is RSA ? (key.KeySize + 7) / 8 : 2 * Algorithm.Curve!.CoordinateLength;

    public static SigningKey Create(SignatureAlgorithm algorithm, int rsaBits = MinimumRsaBits) =>
        new(algorithm, algorithm switch
        {
            { CanSign: false } => throw new ArgumentException($"Nobody here signs with {algorithm}.", nameof(algorithm)),
            { Curve: { } curve } => ECDsa.Create(curve.Parameters),
            _ => RSA.Create(rsaBits),
        });

    public static SigningKey Import(SignatureAlgorithm algorithm, ReadOnlySpan<byte> pkcs8)
    {
        AsymmetricAlgorithm key = algorithm switch
        {
            { CanSign: false } => throw new ArgumentException($"Nobody here signs with {algorithm}.", nameof(algorithm)),
            { Curve: null } => RSA.Create(),
            _ => ECDsa.Create(),
        };
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return new(algorithm, key);
    }

    public byte[] ExportPkcs8() => key.ExportPkcs8PrivateKey();

    /// <summary>The signer for tokens with this <c>typ</c>; there are as many as our code has types, so they are kept.</summary>
    public JwsSigner For(string type) => signers.GetOrAdd(type, static (type, key) => new(key, type), this);

    public void Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        var written = key is ECDsa ec
            ? ec.SignData(data, signature, Algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            : ((RSA)key).SignData(data, signature, Algorithm.Hash, Algorithm.Padding!);
        if (written != SignatureLength)
            throw new CryptographicException("The signature has an unexpected length.");
    }

    public void Dispose() => key.Dispose();

    private static JsonWebKey PublicPart(SignatureAlgorithm algorithm, AsymmetricAlgorithm key)
    {
        JsonWebKey jwk = key is ECDsa ec
            ? EcJsonWebKey.From(algorithm.Curve!, ec.ExportParameters(includePrivateParameters: false).Q)
            : RsaJsonWebKey.From(((RSA)key).ExportParameters(includePrivateParameters: false));
        if (key.KeySize != (algorithm.Curve?.KeySize ?? Math.Max(key.KeySize, MinimumRsaBits)))
            throw new CryptographicException($"A key of {key.KeySize} bits does not fit {algorithm}.");

        return jwk with { Kid = jwk.Thumbprint(), Use = "sig", Alg = algorithm.Name };
    }
}
