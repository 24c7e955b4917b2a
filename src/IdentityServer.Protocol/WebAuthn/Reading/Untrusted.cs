using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text.Json;

namespace IdentityServer.Protocol.WebAuthn.Reading;

/// <summary>
/// The one border between hostile bytes and our types. Inside it a reader may throw what the framework's readers throw;
/// nothing of that passes, so that a caller only ever sees "malformed".
/// </summary>
internal static class Untrusted
{
    public static bool TryRead<TInput, T>(TInput input, Func<TInput, T> read, [NotNullWhen(true)] out T? value)
        where T : class
    {
        try
        {
            value = read(input);
            return true;
        }
        catch (Exception problem) when (problem is FormatException or JsonException or CborContentException
            or AsnContentException or CryptographicException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            value = null;
            return false;
        }
    }
}
