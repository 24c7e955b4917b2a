using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>A certificate authority made for one test.</summary>
internal sealed class SoftAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X500DistinguishedName _name;

    /// <summary>A root; or, below <paramref name="parent"/>, an intermediate; or somebody who only pretends to be an authority.</summary>
    public SoftAuthority(string name = "Soft Root", SoftAuthority? parent = null, DateTimeOffset? notAfter = null, bool isAuthority = true)
    {
        _name = new($"CN={name}");
        var draft = new CertificateDraft(new(_key))
        {
            Subject = _name,
            Extensions = [isAuthority ? CertificateDraft.Authority : CertificateDraft.EndEntity],
        };
        Certificate = (parent ?? this).Sign(notAfter is { } end ? draft with { NotAfter = end } : draft);
    }

    /// <summary>DER.</summary>
    public byte[] Certificate { get; }

    public byte[] Sign(CertificateDraft draft)
    {
        var request = new CertificateRequest(draft.Subject, draft.Key, HashAlgorithmName.SHA256);
        foreach (var extension in draft.Extensions)
            request.CertificateExtensions.Add(extension);

        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        using var certificate = request.Create(_name, X509SignatureGenerator.CreateForECDsa(_key), draft.NotBefore, draft.NotAfter, serial);
        return certificate.RawData;
    }

    public byte[] SignData(ReadOnlySpan<byte> data) => _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => _key.Dispose();
}
