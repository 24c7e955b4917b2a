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
    public static MetadataReading Read(ReadOnlySpan<byte> blob, MetadataSource source, long? known, DateTimeOffset now) =>
        CompactJws.TryParse(blob.TrimEnd("\r\n"u8).ToArray(), out var jws, MaximumLength)
        && Untrusted.TryRead(jws, jws => Judge(jws, source, known, now), out var reading)
            ? reading
            : MetadataRefusal.Malformed;

    // A certificate that was read may still be broken further inside: whatever is asked of it can throw.
    private static MetadataReading Judge(CompactJws jws, MetadataSource source, long? known, DateTimeOffset now)
    {
        var path = ReadPath(jws.Header);

        // The signer's certificates and name
        using var signer = AttestationCertificate.Read(path[0]);
        if (!signer.MatchesHostname(source.SignerName, allowWildcards: false) || !CertificatePath.LeadsTo(path, source.Roots, now))
            return MetadataRefusal.UntrustedSigner;

        // The signature
        using var key = SignerKey.Import(signer);
        if (key is null || jws.FirstViolation(Expected, key) is not null)
            return MetadataRefusal.BadSignature;

        // Numbers only rise
        var issue = MetadataPayloadReader.Read(jws.UnverifiedPayload);
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
