using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IdentityServer.Audit;

/// <summary>
/// A version 7 UUID (RFC 9562 §5.7) as sixteen bytes, which all databases order alike and in time. The twelve bits after
/// the milliseconds hold the fraction of the millisecond (§6.2, method 3), so that one request's events keep their order.
/// </summary>
internal readonly record struct EventId : IComparable<EventId>
{
    public const int Length = 16;

    private readonly Guid value;

    public EventId(ReadOnlySpan<byte> bytes) => value = new(bytes, bigEndian: true);

    public DateTimeOffset OccurredAt
    {
        get
        {
            Span<byte> time = stackalloc byte[sizeof(long)];
            ToBytes().AsSpan(0, 6).CopyTo(time[2..]);
            return DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(time));
        }
    }

    public static EventId New(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[Length];
        RandomNumberGenerator.Fill(bytes);
        WriteTime(bytes, now);

        var fraction = (int)(now.UtcTicks % TimeSpan.TicksPerMillisecond * 4096 / TimeSpan.TicksPerMillisecond);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | fraction));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new(bytes);
    }

    /// <summary>Below every event of this millisecond and later, above every earlier one.</summary>
    public static EventId Before(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes.Clear();
        WriteTime(bytes, instant);
        return new(bytes);
    }

    public static bool TryParse(string? text, out EventId id)
    {
        var parsed = Guid.TryParse(text, out var guid);
        id = new(guid.ToByteArray(bigEndian: true));
        return parsed;
    }

    public byte[] ToBytes() => value.ToByteArray(bigEndian: true);

    // Guid compares field by field from the left, unsigned: the order of the bytes.
    public int CompareTo(EventId other) => value.CompareTo(other.value);

    public override string ToString() => value.ToString();

    public static bool operator <(EventId left, EventId right) => left.CompareTo(right) < 0;

    public static bool operator >(EventId left, EventId right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventId left, EventId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventId left, EventId right) => left.CompareTo(right) >= 0;

    private static void WriteTime(Span<byte> bytes, DateTimeOffset instant)
    {
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, instant.ToUnixTimeMilliseconds());
        time[2..].CopyTo(bytes);
    }
}
