using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace IdentityServer.Protocol.Jose;

/// <summary>
/// RFC 7515 §7.1, taken apart. The payload is the sender's word until <see cref="FirstViolation(JwsExpectation,VerificationKeySet)"/>
/// has returned nothing.
/// </summary>
internal sealed class CompactJws
{
    public const int DefaultMaximumLength = 16 * 1024;

    private readonly byte[] compact;
    private readonly int signedLength;
    private readonly byte[] signature;

    private CompactJws(byte[] compact, int signedLength, JoseHeader header, byte[] payload, byte[] signature)
    {
        this.compact = compact;
        this.signedLength = signedLength;
        this.signature = signature;
        Header = header;
        UnverifiedPayload = payload;
    }

    public JoseHeader Header { get; }

    public ReadOnlyMemory<byte> UnverifiedPayload { get; }

    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out CompactJws? jws, int maximumLength = DefaultMaximumLength)
    {
        jws = null;
        return text?.Length <= maximumLength && Ascii.IsValid(text)
            && TryParse(Encoding.ASCII.GetBytes(text), out jws, maximumLength);
    }

    /// <summary>Keeps <paramref name="compact"/>; the caller must not change it afterwards.</summary>
    public static bool TryParse(byte[] compact, [NotNullWhen(true)] out CompactJws? jws, int maximumLength = DefaultMaximumLength)
    {
        jws = null;
        if (compact.Length > maximumLength)
            return false;

        var firstDot = compact.IndexOf((byte)'.');
        var lastDot = compact.LastIndexOf((byte)'.');
        if (firstDot < 0 || firstDot == lastDot)
            return false;

        // A fourth part would leave a dot inside the payload, which the decoder refuses.
        var text = compact.AsSpan();
        if (!StrictBase64Url.TryDecode(text[..firstDot], out var headerJson)
            || !StrictBase64Url.TryDecode(text[(firstDot + 1)..lastDot], out var payload)
            || !StrictBase64Url.TryDecode(text[(lastDot + 1)..], out var signature)
            || payload is [] || signature is []
            || !JoseHeader.TryParse(headerJson, out var header))
            return false;

        jws = new(compact, lastDot, header, payload, signature);
        return true;
    }

    /// <summary>The sender's keys are known: the header may at most name one of them.</summary>
    public JwsRefusal? FirstViolation(JwsExpectation expected, VerificationKeySet keys)
    {
        if (expected.FirstViolation(Header) is { } refusal)
            return refusal;

        var algorithm = expected.AlgorithmOf(Header);
        var candidates = keys.For(Header.Kid, algorithm).ToList();
        if (candidates is [])
            return JwsRefusal.KeyNotFound;

        return candidates.Exists(key => IsSignedBy(key, algorithm)) ? null : JwsRefusal.BadSignature;
    }

    /// <summary>There is one key, found by other means than its name (a DPoP proof's own, a certificate's).</summary>
    public JwsRefusal? FirstViolation(JwsExpectation expected, VerificationKey key)
    {
        if (expected.FirstViolation(Header) is { } refusal)
            return refusal;

        var algorithm = expected.AlgorithmOf(Header);
        if (!key.Jwk.Fits(algorithm))
            return JwsRefusal.KeyNotFound;

        return IsSignedBy(key, algorithm) ? null : JwsRefusal.BadSignature;
    }

    private bool IsSignedBy(VerificationKey key, SignatureAlgorithm algorithm) =>
        key.Verifies(algorithm, compact.AsSpan(0, signedLength), signature);
}
