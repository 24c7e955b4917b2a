using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.Protocol.OpenId.Clients.Authentication;

/// <summary>RFC 7617 as RFC 6749 §2.3.1 bends it: both halves are form-encoded before they are joined.</summary>
internal static class BasicCredentials
{
    private const string Scheme = "Basic ";
    private const int MaximumLength = 8 * 1024;

    public static bool TryParse(string? header, [NotNullWhen(true)] out string? name, [NotNullWhen(true)] out string? secret)
    {
        (name, secret) = (null, null);
        if (header is not { Length: <= MaximumLength } || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || !TryDecode(header[Scheme.Length..], out var bytes) || !Utf8.IsValid(bytes))
            return false;

        var pair = Encoding.UTF8.GetString(bytes);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return false;

        (name, secret) = (FormEncoding.Decode(pair.AsSpan(0, colon)), FormEncoding.Decode(pair.AsSpan(colon + 1)));
        return IsText(name) && IsText(secret);
    }

    // One spelling per value: the framework forgives white space and stray bits.
    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return false;

        bytes = bytes[..length];
        return Convert.ToBase64String(bytes) == text;
    }

    private static bool IsText(string? text) => text is { Length: > 0 } && !text.Any(char.IsControl);
}
