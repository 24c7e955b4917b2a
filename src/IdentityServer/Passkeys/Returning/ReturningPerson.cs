using System.Buffers.Binary;

namespace IdentityServer.Passkeys.Returning;

/// <summary>Who signed in on this browser last, and whether they were asked to make a passkey on it.</summary>
internal sealed record ReturningPerson(Guid AccountId, DateTimeOffset At, bool WasAsked)
{
    private const int Length = 25;

    public byte[] Write()
    {
        var bytes = new byte[Length];
        AccountId.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), At.ToUnixTimeMilliseconds());
        bytes[^1] = WasAsked ? (byte)1 : (byte)0;
        return bytes;
    }

    public static ReturningPerson? Read(ReadOnlySpan<byte> bytes) => bytes.Length is not Length ? null : new(
        new Guid(bytes[..16], bigEndian: true),
        DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes[16..])),
        bytes[^1] is 1);
}
