using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>FIDO Metadata Service §3.2, "Metadata BLOB object processing rules", from the bytes of a file or a response.</summary>
internal static class MetadataBlobReader
{
    public const int MaximumLength = 32 * 1024 * 1024;

    private const int MaximumPathLength = 8;

    private static readonly JwsExpectation Expected = new()
    {
        Algorithms = SignatureAlgorithm.All,
        Types = ["JWT"],
        TypeMayBeAbsent = true,
        KeyMember = "x5c",
    };

    /// <param name="blob">The compact JWS; files may end in a line break.</param>
    /// <param name="known">The number of the newest issue that was ever accepted.</param>
    public static MetadataReading Read(ReadOnlySpan<byte> blob, MetadataSource source, long? known, DateTimeOffset now)
    {
        if (!CompactJws.TryParse(blob.TrimEnd("\r\n"u8).ToArray(), out var jws, MaximumLength)
            || !Untrusted.TryRead(jws.Header, ReadPath, out var path)
            || !Untrusted.TryRead(path[0], AttestationCertificate.Read, out var signer))
            return MetadataRefusal.Malformed;

        // The signer's certificates and name
        using var certificate = signer;
        if (!signer.MatchesHostname(source.SignerName, allowWildcards: false) || !CertificatePath.LeadsTo(path, source.Roots, now))
            return MetadataRefusal.UntrustedSigner;

        // The signature
        using var key = SignerKey.Import(signer);
        if (key is null || jws.FirstViolation(Expected, key) is not null)
            return MetadataRefusal.BadSignature;

        if (!Untrusted.TryRead(jws.UnverifiedPayload, MetadataPayloadReader.Read, out var issue))
            return MetadataRefusal.Malformed;

        // Numbers only rise
        return issue.Number < known ? MetadataRefusal.NumberWentBack : new MetadataReading.Accepted(issue);
    }

    // RFC 7515 §4.1.6: base64, not base64url
    private static List<ReadOnlyMemory<byte>> ReadPath(JoseHeader header)
    {
        var certificates = header.Members.GetProperty("x5c").EnumerateArray().Take(MaximumPathLength + 1).ToList();
        return certificates.Count is > 0 and <= MaximumPathLength
            ? [.. certificates.Select(certificate => (ReadOnlyMemory<byte>)certificate.GetBytesFromBase64())]
            : throw new FormatException("no certificates, or too many");
    }
}
