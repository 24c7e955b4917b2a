using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace IdentityServer.Protocol.Jose;

/// <summary>Reads one public JWK. A key that carries anything secret is refused: its owner has published it.</summary>
internal static class JsonWebKeyReader
{
    private const int MinimumRsaBits = 2048;
    private const int MaximumRsaBits = 8192;
    private const int MaximumExponentLength = 4;

    public static bool TryRead(JsonElement json, [NotNullWhen(true)] out JsonWebKey? key)
    {
        key = null;
        if (json.ValueKind is not JsonValueKind.Object || HasSecretMember(json))
            return false;

        JsonWebKey? parameters = Text(json, "kty") switch
        {
            "EC" => Ec(json),
            "RSA" => Rsa(json),
            "OKP" => Okp(json),
            _ => null,
        };
        if (parameters is null || !IsTextOrAbsent(json, "kid") || !IsTextOrAbsent(json, "use") || !IsTextOrAbsent(json, "alg"))
            return false;

        key = parameters with
        {
            Kid = Text(json, "kid"),
            Use = Text(json, "use"),
            Alg = Text(json, "alg"),
            MayVerify = Text(json, "use") is null or "sig" && OperationsAllowVerify(json),
        };
        return true;
    }

    /// <summary>RFC 7518 §6.2.2, §6.3.2, §6.4.1; RFC 8037 §2.</summary>
    public static bool HasSecretMember(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object
        && json.EnumerateObject().Any(member => member.Name is "d" or "p" or "q" or "dp" or "dq" or "qi" or "oth" or "k");

    private static EcJsonWebKey? Ec(JsonElement json) =>
        Text(json, "crv") is { } name && EllipticCurve.Find(name) is { } curve
        && Bytes(json, "x")?.Length == curve.CoordinateLength
        && Bytes(json, "y")?.Length == curve.CoordinateLength
            ? new(curve, Text(json, "x")!, Text(json, "y")!)
            : null;

    private static RsaJsonWebKey? Rsa(JsonElement json) =>
        Bytes(json, "n") is { } modulus && BitLength(modulus) is >= MinimumRsaBits and <= MaximumRsaBits
        && Bytes(json, "e") is { } exponent && IsUsableExponent(exponent)
            ? new(Text(json, "n")!, Text(json, "e")!)
            : null;

    private static OkpJsonWebKey? Okp(JsonElement json) =>
        Text(json, "crv") is OkpJsonWebKey.Ed25519 && Bytes(json, "x")?.Length == OkpJsonWebKey.PublicKeyLength
            ? new(Text(json, "x")!)
            : null;

    // RFC 7518 §2, Base64urlUInt: the shortest spelling, so a leading zero octet makes the number unreadable (0 bits).
    private static int BitLength(byte[] number) => number is [> 0, ..] ? number.Length * 8 - byte.LeadingZeroCount(number[0]) : 0;

    // Odd, more than 1, and short enough that a verification stays cheap.
    private static bool IsUsableExponent(byte[] exponent) =>
        exponent is [> 0, ..] and not [1] && exponent.Length <= MaximumExponentLength && byte.IsOddInteger(exponent[^1]);

    private static bool OperationsAllowVerify(JsonElement json) =>
        !json.TryGetProperty("key_ops", out var operations)
        || operations.ValueKind is JsonValueKind.Array
        && operations.EnumerateArray().Any(operation => operation.ValueKind is JsonValueKind.String && operation.ValueEquals("verify"));

    private static byte[]? Bytes(JsonElement json, string name) =>
        StrictBase64Url.TryDecode(Text(json, name), out var bytes) ? bytes : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static bool IsTextOrAbsent(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.String;
}
