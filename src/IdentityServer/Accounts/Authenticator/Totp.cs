using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IdentityServer.Accounts.Authenticator;

/// <summary>RFC 6238 with the numbers every app knows: HMAC-SHA-1, six digits, thirty seconds.</summary>
internal static class Totp
{
    public const int Digits = 6;
    public const int StepSeconds = 30;

    /// <summary>RFC 4226 §4 R6: as long as the hash.</summary>
    public const int SecretLength = 20;

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>RFC 4226 §5.3.</summary>
    public static string CodeAt(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 4226 §5.2 demands it, and apps ignore the parameter that would name another
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350

        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fff_ffff;
        return (number % (long)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The first of these steps that shows this code; null where none does.</summary>
    public static long? FindStep(ReadOnlySpan<byte> secret, string code, long from, long to)
    {
        long? found = null;
        for (var step = from; step <= to; step++)
        {
            // All are compared, so that the time says nothing of the app's clock.
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(secret, step)), Encoding.ASCII.GetBytes(code)))
                found ??= step;
        }

        return found;
    }

    /// <summary>As apps show it, in groups, or as somebody copies it.</summary>
    public static bool TryParse(string? typed, out string code)
    {
        code = typed is { Length: <= 32 } ? string.Concat(typed.Where(sign => sign is not '-' && !char.IsWhiteSpace(sign))) : "";
        return code.Length is Digits && code.All(char.IsAsciiDigit);
    }
}
