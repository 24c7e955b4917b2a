using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace IdentityServer.Data;

/// <summary>
/// A bearer value the browser or an app carries: 8 bytes of time and 24 random bytes. The database keeps the time in
/// clear, so that new rows land at the end of the index, and only a hash of the rest, so that a stolen table opens nothing.
/// </summary>
public readonly record struct Handle
{
    public const int Length = 32;

    private readonly byte[] value;

    private Handle(byte[] value) => this.value = value;

    public static Handle New(DateTimeOffset now)
    {
        var value = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(value, now.ToUnixTimeMilliseconds());
        RandomNumberGenerator.Fill(value.AsSpan(TimeKey.TimeLength));
        return new(value);
    }

    public static bool TryParse(string? text, out Handle handle)
    {
        handle = default;
        if (text is not { Length: 43 })
            return false;

        var value = new byte[Length];
        if (!Base64Url.IsValid(text) || Base64Url.DecodeFromChars(text, value) != Length)
            return false;

        handle = new(value);
        return true;
    }

    /// <summary>For handles that travel inside another value; that they were made here is for that value to prove.</summary>
    public static Handle Read(ReadOnlySpan<byte> bytes) => new(bytes[..Length].ToArray());

    public void CopyTo(Span<byte> destination) => value.CopyTo(destination);

    /// <summary>When it was made, by the clock of who made it.</summary>
    public DateTimeOffset At => TimeKey.TimeOf(value);

    /// <summary>The primary key of the row: the time prefix, then the first 24 bytes of SHA-256 over the whole value.</summary>
    public byte[] ToKey() => TimeKey.Of(BinaryPrimitives.ReadInt64BigEndian(value), value);

    public override string ToString() => value is null ? "" : Base64Url.EncodeToString(value);
}
