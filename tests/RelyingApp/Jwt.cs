using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RelyingApp;

/// <summary>A signed token, believed only after <see cref="Verify"/> (RFC 7515, RFC 7518).</summary>
internal sealed class Jwt
{
    private readonly byte[] signed;
    private readonly byte[] signature;

    private Jwt(string header, string claims, string last)
    {
        Header = JsonDocument.Parse(Base64Url.DecodeFromChars(header)).RootElement;
        Claims = JsonDocument.Parse(Base64Url.DecodeFromChars(claims)).RootElement;
        signed = Encoding.ASCII.GetBytes($"{header}.{claims}");
        signature = Base64Url.DecodeFromChars(last);
    }

    public JsonElement Header { get; }

    public JsonElement Claims { get; }

    public static Jwt Read(string text)
    {
        try
        {
            return text.Split('.') is [var header, var claims, var last] ? new(header, claims, last) : throw new FormatException();
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw new AppException("This is no token.");
        }
    }

    public string? KeyId => Header.TryGetProperty("kid", out var kid) ? kid.GetString() : null;

    /// <summary>ES256 is what this app is registered for, so whatever else the header claims is refused.</summary>
    public void Verify(JsonElement key)
    {
        if (Header.GetProperty("alg").GetString() is not "ES256" || key.GetProperty("crv").GetString() is not "P-256")
            throw new AppException("The token is signed in another way than agreed.");

        using var publicKey = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Coordinate(key, "x"), Y = Coordinate(key, "y") },
        });
        if (!publicKey.VerifyData(signed, signature, HashAlgorithmName.SHA256))
            throw new AppException("The token's signature is wrong.");
    }

    public string? Text(string claim) => Claims.TryGetProperty(claim, out var value) ? value.GetString() : null;

    /// <summary>One audience may stand without its array.</summary>
    public IEnumerable<string?> Audience => Claims.GetProperty("aud") is { ValueKind: JsonValueKind.Array } several
        ? several.EnumerateArray().Select(it => it.GetString())
        : [Text("aud")];

    public DateTimeOffset Time(string claim) => DateTimeOffset.FromUnixTimeSeconds(Claims.GetProperty(claim).GetInt64());

    private static byte[] Coordinate(JsonElement key, string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());
}
