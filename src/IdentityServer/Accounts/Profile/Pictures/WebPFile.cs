using System.Buffers.Binary;

namespace IdentityServer.Accounts.Profile.Pictures;

/// <summary>RFC 9649 §2: a RIFF file of chunks with a name, a length and an even number of bytes.</summary>
internal static class WebPFile
{
    private const int Header = 12;
    private const byte ExifAndXmp = 0b0000_1100;

    public static bool IsIts(ReadOnlySpan<byte> file) => file.Length > Header && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    public static byte[]? Clean(ReadOnlySpan<byte> file)
    {
        using var clean = new MemoryStream(file.Length);
        clean.Write(file[..Header]);
        var end = Math.Min(file.Length, BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L);
        for (var at = Header; at + 8 <= end;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var padded = 8 + length + (length & 1);
            if (at + padded > end)
                return null;

            var chunk = file.Slice(at, (int)padded).ToArray();
            if (at == Header && !HasSize(chunk))
                return null;

            if (chunk.AsSpan().StartsWith("VP8X"u8))
                chunk[8] &= unchecked((byte)~ExifAndXmp);
            if (IsShown(chunk))
                clean.Write(chunk);
            at += (int)padded;
        }

        var content = clean.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(4), (uint)content.Length - 8);
        return content.Length > Header ? content : null;
    }

    private static bool IsShown(ReadOnlySpan<byte> chunk) => chunk[..4] switch
    {
        var name when name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("VP8X"u8) => true,
        var name when name.SequenceEqual("ALPH"u8) || name.SequenceEqual("ANIM"u8) || name.SequenceEqual("ANMF"u8) || name.SequenceEqual("ICCP"u8) => true,
        _ => false,
    };

    // §2.5 to §2.7: the first chunk says how large the picture is, each kind in its own way.
    private static bool HasSize(ReadOnlySpan<byte> chunk)
    {
        var data = chunk[8..];
        if (data.Length < 10)
            return false;

        if (chunk.StartsWith("VP8X"u8))
            return PictureFile.Fits(1 + Number24(data[4..]), 1 + Number24(data[7..]));

        if (chunk.StartsWith("VP8L"u8) && data[0] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return PictureFile.Fits(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }

        return chunk.StartsWith("VP8 "u8) && data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            && PictureFile.Fits(BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF);
    }

    private static int Number24(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);
}
