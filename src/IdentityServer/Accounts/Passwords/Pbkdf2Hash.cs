using System.Security.Cryptography;
using System.Text;

namespace IdentityServer.Accounts.Passwords;

/// <summary>
/// A password as it is kept: RFC 8018 §5.2, whatever system it came from and however that wrote it down. The parts are
/// all there is to it; text exists only in the files it is imported from.
/// </summary>
internal sealed record Pbkdf2Hash(HashAlgorithmName Algorithm, int Iterations, byte[] Salt, byte[] Derived)
{
    public const int MostIterations = 5_000_000;
    public const int LongestPart = 128;

    private const int ShortestDerived = 16;

    // OWASP's and NIST's advice for HMAC-SHA-512 at the time of writing.
    private const int OwnIterations = 210_000;
    private const int OwnSalt = 16;
    private const int OwnLength = 32;

    /// <summary>As good as one made today: nothing to gain by making it anew.</summary>
    public bool IsUpToDate => Algorithm == HashAlgorithmName.SHA512 && Iterations >= OwnIterations && Salt.Length >= OwnSalt && Derived.Length >= OwnLength;

    /// <summary>Within what can be checked in a moment and could not be met by accident.</summary>
    public bool IsUsable =>
        Iterations is >= 1 and <= MostIterations && Salt.Length is >= 1 and <= LongestPart && Derived.Length is >= ShortestDerived and <= LongestPart;

    public static Pbkdf2Hash Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(OwnSalt);
        return new(HashAlgorithmName.SHA512, OwnIterations, salt, Derive(password, salt, OwnIterations, HashAlgorithmName.SHA512, OwnLength));
    }

    public bool Matches(string password) =>
        CryptographicOperations.FixedTimeEquals(Derived, Derive(password, Salt, Iterations, Algorithm, Derived.Length));

    private static byte[] Derive(string password, byte[] salt, int iterations, HashAlgorithmName algorithm, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, algorithm, length);
}
