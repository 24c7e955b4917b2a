using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>A certificate before an authority signs it; bend it with <c>with</c>.</summary>
internal sealed record CertificateDraft(PublicKey Key)
{
    public const string PackedSubject = "CN=Soft Authenticator, OU=Authenticator Attestation, O=Tests, C=AA";

    private static readonly Oid Aaguid = new("1.3.6.1.4.1.45724.1.1.4");

    public X500DistinguishedName Subject { get; init; } = new(PackedSubject);

    public IReadOnlyList<X509Extension> Extensions { get; init; } = [EndEntity];

    public DateTimeOffset NotBefore { get; init; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public DateTimeOffset NotAfter { get; init; } = new(2035, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Extension EndEntity => new X509BasicConstraintsExtension(false, false, 0, critical: true);

    public static X509Extension Authority => new X509BasicConstraintsExtension(true, false, 0, critical: true);

    public CertificateDraft With(params X509Extension[] more) => this with { Extensions = [.. Extensions, .. more] };

    /// <summary>The model the certificate is for, WebAuthn L3 §8.2.1.</summary>
    public static X509Extension Model(Guid aaguid, bool critical = false)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(aaguid.ToByteArray(bigEndian: true));
        return new(Aaguid, writer.Encode(), critical);
    }
}
