using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Benchmarks.Load.Floor;

/// <summary>Codes and tokens of the size that real ones have, made and opened in the cheapest way that is still safe.</summary>
internal sealed class FloorTokens : IDisposable
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int MacLength = 16;

    // As long as our own ID tokens and access tokens.
    private static readonly byte[] Claims = Encoding.ASCII.GetBytes(
        $$"""{"iss":"http://localhost:5000","sub":"{{Guid.Empty}}","aud":"load-app","iat":1760000000,"exp":1760000300,"auth_time":1760000000,"acr":"phr","amr":["pop","user","mfa"],"sid":"{{Guid.Empty}}","nonce":"abcdefghijklmnopqrstuv","at_hash":"abcdefghijklmnopqrstuv"}""");

    private readonly SigningKey es256 = SigningKey.Create(SignatureAlgorithm.ES256);
    private readonly SigningKey rs256 = SigningKey.Create(SignatureAlgorithm.RS256);
    private readonly VerificationKey verification;
    private readonly ThreadLocal<AesGcm> aes;
    private readonly byte[] macKey = RandomNumberGenerator.GetBytes(32);

    public FloorTokens()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        aes = new(() => new(key, TagLength), trackAllValues: true);
        verification = VerificationKey.TryImport(es256.PublicKey, out var own) ? own : throw new InvalidOperationException("The key cannot be imported.");
    }

    public string Sign(bool rsa = false) => Encoding.ASCII.GetString((rsa ? rs256 : es256).For("at+jwt").Sign(Claims));

    public bool Verify(string token) =>
        CompactJws.TryParse(Encoding.ASCII.GetBytes(token), out var jws)
        && jws.FirstViolation(new() { Algorithms = SignatureAlgorithm.All, Types = ["at+jwt"] }, verification) is null;

    public string Seal(ReadOnlySpan<byte> content)
    {
        Span<byte> sealedBytes = stackalloc byte[NonceLength + content.Length + TagLength];
        RandomNumberGenerator.Fill(sealedBytes[..NonceLength]);
        aes.Value!.Encrypt(sealedBytes[..NonceLength], content, sealedBytes[NonceLength..^TagLength], sealedBytes[^TagLength..]);
        return Base64Url.EncodeToString(sealedBytes);
    }

    public byte[] Open(string text)
    {
        var bytes = Base64Url.DecodeFromChars(text);
        var content = new byte[bytes.Length - NonceLength - TagLength];
        aes.Value!.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, content.Length), bytes.AsSpan(^TagLength..), content);
        return content;
    }

    public string RefreshToken(ReadOnlySpan<byte> grant, int generation)
    {
        Span<byte> token = stackalloc byte[grant.Length + sizeof(int) + MacLength];
        grant.CopyTo(token);
        BinaryPrimitives.WriteInt32BigEndian(token[grant.Length..], generation);
        HMACSHA256.HashData(macKey, token[..^MacLength]).AsSpan(0, MacLength).CopyTo(token[^MacLength..]);
        return Base64Url.EncodeToString(token);
    }

    public (byte[] Grant, int Generation) OpenRefreshToken(string text)
    {
        var token = Base64Url.DecodeFromChars(text);
        var mac = HMACSHA256.HashData(macKey, token.AsSpan(..^MacLength));
        if (!CryptographicOperations.FixedTimeEquals(mac.AsSpan(0, MacLength), token.AsSpan(^MacLength..)))
            throw new CryptographicException("The token was made elsewhere.");

        return (token[..^(sizeof(int) + MacLength)], BinaryPrimitives.ReadInt32BigEndian(token.AsSpan(^(sizeof(int) + MacLength)..)));
    }

    public void Dispose()
    {
        es256.Dispose();
        rs256.Dispose();
        verification.Dispose();
        foreach (var own in aes.Values)
            own.Dispose();
        aes.Dispose();
    }
}
