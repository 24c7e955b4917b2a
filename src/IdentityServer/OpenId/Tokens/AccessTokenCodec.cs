using IdentityServer.Data.Protection;
using IdentityServer.OpenId.Keys;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.OpenId.Tokens;

/// <summary>Between an access token's content and its two forms: signed for all to read, or sealed for this server alone.</summary>
internal sealed class AccessTokenCodec(SigningKeys keys, MasterKey master)
{
    private const string Purpose = "access token";

    private static readonly SignatureAlgorithm Algorithm = SignatureAlgorithm.ES256;

    private static readonly JwsExpectation Expected = new() { Algorithms = [Algorithm], Types = [TokenTypes.AccessToken] };

    public async ValueTask<string> WriteAsync(AccessToken token, AccessTokenFormat format, CancellationToken cancellation)
    {
        if (format is AccessTokenFormat.Opaque)
            return StrictBase64Url.Encode(master.Seal(AccessTokenBytes.Write(token), Purpose));

        var content = JsonBytes.Write(token, static (json, token) => token.WriteTo(json));
        var key = await keys.CurrentAsync(Algorithm, cancellation);
        return key.For(TokenTypes.AccessToken).SignToString(content);
    }

    /// <summary>Nothing for what this server did not write. Whether it is still good is not looked at.</summary>
    public async ValueTask<AccessToken?> ReadAsync(string text, CancellationToken cancellation)
    {
        if (!text.Contains('.', StringComparison.Ordinal))
            return Open(text);

        return CompactJws.TryParse(text, out var jws)
            && jws.FirstViolation(Expected, await keys.VerificationAsync(cancellation)) is null
            && AccessToken.TryRead(jws.UnverifiedPayload.Span, out var token) ? token : null;
    }

    private AccessToken? Open(string text) =>
        text.Length <= CompactJws.DefaultMaximumLength && StrictBase64Url.TryDecode(text, out var bytes) && master.TryOpen(bytes, Purpose, out var content)
            ? AccessTokenBytes.Read(content) : null;
}
