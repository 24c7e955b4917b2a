using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IdentityServer.TestKit.SoftAuthenticator;

/// <summary>WebAuthn L3 §6.1, written out by hand.</summary>
internal static class AuthenticatorDataBytes
{
    public static byte[] Write(string relyingPartyId, byte flags, uint counter, ReadOnlySpan<byte> credential, ReadOnlySpan<byte> extensions)
    {
        var bytes = new byte[37 + credential.Length + extensions.Length];
        SHA256.HashData(Encoding.UTF8.GetBytes(relyingPartyId), bytes);
        bytes[32] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(33), counter);
        credential.CopyTo(bytes.AsSpan(37));
        extensions.CopyTo(bytes.AsSpan(37 + credential.Length));
        return bytes;
    }

    public static byte[] Credential(Guid aaguid, ReadOnlySpan<byte> id, ReadOnlySpan<byte> cose) =>
        [.. aaguid.ToByteArray(bigEndian: true), (byte)(id.Length >> 8), (byte)id.Length, .. id, .. cose];
}
