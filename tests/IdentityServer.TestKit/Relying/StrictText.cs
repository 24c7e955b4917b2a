using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace IdentityServer.TestKit.Relying;

/// <summary>
/// The encodings, read as strictly as their specifications allow. None of it comes from the server's own code, so that a
/// mistake there is not made here once more.
/// </summary>
internal static class StrictText
{
    private static readonly SearchValues<char> Base64UrlAlphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly JsonDocumentOptions OneOfEach = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static string Random(int bytes = 32) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    public static byte[] Bytes(string? text, string what)
    {
        DistrustException.Unless(text is not null && !text.AsSpan().ContainsAnyExcept(Base64UrlAlphabet), $"{what} is not unpadded base64url");
        DistrustException.Unless(text.Length % 4 != 1, $"{what} has an impossible length");

        var bytes = Base64Url.DecodeFromChars(text);
        DistrustException.Unless(Base64Url.EncodeToString(bytes) == text, $"{what} has bits left over");
        return bytes;
    }

    public static JsonElement Object(ReadOnlyMemory<byte> utf8, string what)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, OneOfEach);
            DistrustException.Unless(document.RootElement.ValueKind is JsonValueKind.Object, $"{what} is not a JSON object");
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new DistrustException($"{what} is not JSON: {exception.Message}");
        }
    }

    /// <summary>RFC 6749 appendix A.7 and A.8, as the conformance suite reads them.</summary>
    public static bool IsErrorText(string text) => text.All(c => c is '\x20' or '\x21' or (>= '\x23' and <= '\x5B') or (>= '\x5D' and <= '\x7E'));

    /// <summary>Long and varied enough that nobody guesses it: 128 bits of text, and more than 96 bits of Shannon entropy.</summary>
    public static bool IsUnguessable([NotNullWhen(true)] string? text) =>
        text is { Length: >= 16 } && text.Length * text.CountBy(c => c).Sum(it => -Math.Log2((double)it.Value / text.Length) * it.Value / text.Length) > 96;
}
