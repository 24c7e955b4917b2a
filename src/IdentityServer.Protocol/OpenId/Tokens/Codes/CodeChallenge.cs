using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.OpenId.Tokens.Codes;

/// <summary>RFC 7636 with S256, the only method here.</summary>
internal static class CodeChallenge
{
    public const string Method = "S256";

    // §4.1: unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"
    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>§4.2: the base64url spelling of a SHA-256 has exactly one length.</summary>
    public static bool IsChallenge([NotNullWhen(true)] string? text) =>
        StrictBase64Url.TryDecode(text, out var hash) && hash.Length is SHA256.HashSizeInBytes;

    public static bool IsVerifier([NotNullWhen(true)] string? text) =>
        text is { Length: >= 43 and <= 128 } && !text.AsSpan().ContainsAnyExcept(Unreserved);

    public static string Of(string verifier) => StrictBase64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    public static bool Matches(string challenge, string verifier) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(challenge), Encoding.ASCII.GetBytes(Of(verifier)));
}
