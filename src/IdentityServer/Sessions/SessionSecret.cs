using System.Buffers.Text;
using System.Security.Cryptography;

namespace IdentityServer.Sessions;

/// <summary>
/// The cookie's value: the session's id, which finds the row by its primary key, and 32 random bytes, of which the row
/// keeps the SHA-256. Whoever reads the table, or sees a <c>sid</c> in a token, still cannot make a cookie.
/// </summary>
internal readonly record struct SessionSecret(Guid SessionId, byte[] Secret)
{
    private const int IdLength = 16;
    private const int SecretLength = 32;
    private const int TextLength = 64;

    public static SessionSecret New(Guid sessionId) => new(sessionId, RandomNumberGenerator.GetBytes(SecretLength));

    public static bool TryParse(string? text, out SessionSecret secret)
    {
        secret = default;
        Span<byte> bytes = stackalloc byte[IdLength + SecretLength];
        if (text is not { Length: TextLength } || !Base64Url.IsValid(text) || Base64Url.DecodeFromChars(text, bytes) != bytes.Length)
            return false;

        secret = new(new Guid(bytes[..IdLength], bigEndian: true), bytes[IdLength..].ToArray());
        return true;
    }

    public byte[] Hash() => SHA256.HashData(Secret);

    public bool Opens(Session session) => CryptographicOperations.FixedTimeEquals(Hash(), session.SecretHash);

    public override string ToString() => Base64Url.EncodeToString([.. SessionId.ToByteArray(bigEndian: true), .. Secret]);
}
