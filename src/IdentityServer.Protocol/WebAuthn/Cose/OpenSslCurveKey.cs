using System.Runtime.Versioning;
using System.Security.Cryptography;
using IdentityServer.Protocol.Edwards;

namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>
/// Imports a public key on a NIST curve by OpenSSL 3, which refuses what is not a point on it. The framework would multiply
/// the point by the order of the group, too. That costs more than to check a signature and finds nothing: the cofactor of
/// these curves is 1, so every point on them belongs to the group (NIST SP 800-56A Rev. 3 §5.6.2.3.4).
/// </summary>
internal static unsafe class OpenSslCurveKey
{
    private const int PublicKey = 0x86; // EVP_PKEY_PUBLIC_KEY
    private const int Success = 1;
    private const byte Uncompressed = 4;

    /// <summary>The framework must run on the same library, for it gets the key.</summary>
    [SupportedOSPlatformGuard("linux")]
    public static bool IsPossible { get; } =
        OperatingSystem.IsLinux() && LibCrypto.MakesKeys && SafeEvpPKeyHandle.OpenSslVersion is >= 0x3000_0000 and < 0x4000_0000;

    /// <param name="curve">Its name in OpenSSL.</param>
    /// <param name="x">As long as the curve's coordinates are.</param>
    /// <param name="y">The same.</param>
    /// <exception cref="CryptographicException">Not on the curve.</exception>
    [SupportedOSPlatform("linux")]
    public static ECDsa Import(ReadOnlySpan<byte> curve, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        ReadOnlySpan<byte> point = [Uncompressed, .. x, .. y];
        var context = LibCrypto.NewKeyContext(0, "EC", 0);
        try
        {
            fixed (byte* groupName = "group"u8, group = curve, pointName = "pub"u8, bytes = point)
            {
                Span<OpenSslParameter> parameters =
                [
                    new(groupName, OpenSslParameter.Text, group, curve.Length),
                    new(pointName, OpenSslParameter.Bytes, bytes, point.Length),
                    default,
                ];

                if (LibCrypto.BeginKey(context) != Success || LibCrypto.MakeKey(context, out var made, PublicKey, parameters) != Success)
                    throw new CryptographicException("not a point on the curve");

                using var key = new SafeEvpPKeyHandle(made, ownsHandle: true);
                return new ECDsaOpenSsl(key);
            }
        }
        finally
        {
            LibCrypto.FreeKeyContext(context);
            LibCrypto.ClearErrors(); // a refusal stays in this thread's queue otherwise
        }
    }
}

/// <summary>OSSL_PARAM.</summary>
internal readonly unsafe struct OpenSslParameter(byte* name, uint type, byte* value, int length)
{
    public const uint Text = 4;
    public const uint Bytes = 5;

    private readonly byte* _name = name;
    private readonly uint _type = type;
    private readonly byte* _value = value;
    private readonly nuint _length = (nuint)length;
    private readonly nuint _returned;
}
