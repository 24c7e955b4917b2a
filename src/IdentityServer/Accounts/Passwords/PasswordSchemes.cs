using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace IdentityServer.Accounts.Passwords;

/// <summary>
/// The ways in which other systems write a password's hash down that can be read here. All of them are PBKDF2: bcrypt,
/// scrypt and Argon2 are in no library this server is built from, and cryptography is not written by hand for a move.
/// </summary>
internal static partial class PasswordSchemes
{
    private static readonly FrozenDictionary<string, Func<string, Pbkdf2Hash?>> Readers = new Dictionary<string, Func<string, Pbkdf2Hash?>>
    {
        ["aspnet-identity-v3"] = ReadIdentity3,
        ["aspnet-identity-v2"] = ReadIdentity2,
        ["pbkdf2-sha1"] = text => ReadModular(text, "pbkdf2", HashAlgorithmName.SHA1) ?? ReadModular(text, "pbkdf2-sha1", HashAlgorithmName.SHA1),
        ["pbkdf2-sha256"] = text => ReadModular(text, "pbkdf2-sha256", HashAlgorithmName.SHA256),
        ["pbkdf2-sha512"] = text => ReadModular(text, "pbkdf2-sha512", HashAlgorithmName.SHA512),
        ["django-pbkdf2-sha1"] = text => ReadDjango(text, "pbkdf2_sha1", HashAlgorithmName.SHA1),
        ["django-pbkdf2-sha256"] = text => ReadDjango(text, "pbkdf2_sha256", HashAlgorithmName.SHA256),
    }.ToFrozenDictionary();

    public static IEnumerable<string> Names => Readers.Keys.Order(StringComparer.Ordinal);

    public static bool IsKnown(string scheme) => Readers.ContainsKey(scheme);

    /// <summary>Null where the text is not of this scheme, or has parts no honest system would write.</summary>
    public static Pbkdf2Hash? Read(string scheme, string text) =>
        Readers.TryGetValue(scheme, out var read) && read(text) is { IsUsable: true } hash ? hash : null;

    // Format 1, PRF, iterations and length of the salt as big-endian numbers, salt, derived key.
    private static Pbkdf2Hash? ReadIdentity3(string text)
    {
        const int head = 13;
        if (FromBase64(text) is not { Length: > head } bytes || bytes[0] is not 1)
            return null;

        var algorithm = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)) switch
        {
            0 => HashAlgorithmName.SHA1,
            1 => HashAlgorithmName.SHA256,
            2 => HashAlgorithmName.SHA512,
            _ => default,
        };
        var iterations = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5));
        var salt = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(9));
        return algorithm != default && iterations <= Pbkdf2Hash.MostIterations && salt < bytes.Length - head
            ? new(algorithm, (int)iterations, bytes[head..(head + (int)salt)], bytes[(head + (int)salt)..])
            : null;
    }

    // Format 0, 16 bytes of salt, 32 bytes of key: HMAC-SHA-1, a thousand times.
    private static Pbkdf2Hash? ReadIdentity2(string text) =>
        FromBase64(text) is { Length: 49 } bytes && bytes[0] is 0 ? new(HashAlgorithmName.SHA1, 1000, bytes[1..17], bytes[17..]) : null;

    /// <summary><c>$pbkdf2-sha256$29000$salt$key</c> and <c>$pbkdf2-sha256$i=29000,l=32$salt$key</c>, in base64 without padding.</summary>
    private static Pbkdf2Hash? ReadModular(string text, string name, HashAlgorithmName algorithm) =>
        text.Split('$') is ["", var found, var cost, var salt, var derived]
        && found == name
        && Cost().Match(cost) is { Success: true } match
        && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
        && FromBase64(Padded(salt)) is { } saltBytes
        && FromBase64(Padded(derived)) is { } derivedBytes
            ? new(algorithm, iterations, saltBytes, derivedBytes)
            : null;

    /// <summary><c>pbkdf2_sha256$870000$salt$key</c>; the salt is text.</summary>
    private static Pbkdf2Hash? ReadDjango(string text, string name, HashAlgorithmName algorithm) =>
        text.Split('$') is [var found, var cost, { Length: > 0 } salt, var derived]
        && found == name
        && int.TryParse(cost, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
        && FromBase64(derived) is { } bytes
            ? new(algorithm, iterations, Encoding.UTF8.GetBytes(salt), bytes)
            : null;

    [GeneratedRegex(@"^(?:i=)?([0-9]{1,7})(?:,l=[0-9]{1,3})?$")]
    private static partial Regex Cost();

    // Some write a dot for the plus sign.
    private static string Padded(string text) => text.Replace('.', '+').PadRight((text.Length + 3) / 4 * 4, '=');

    private static byte[]? FromBase64(string text) =>
        Base64.IsValid(text) && !text.Any(char.IsWhiteSpace) ? Convert.FromBase64String(text) : null;
}
