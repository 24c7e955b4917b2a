using System.Buffers.Binary;

namespace IdentityServer.Accounts.Profile.Pictures;

/// <summary>ITU-T T.81 annex B: segments, each a marker and mostly a length; after a start of scan, data until the next marker.</summary>
internal static class JpegFile
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    public static bool IsIts(ReadOnlySpan<byte> file) => file is [0xFF, StartOfImage, 0xFF, ..];

    public static byte[]? Clean(ReadOnlySpan<byte> file)
    {
        using var clean = new MemoryStream(file.Length);
        clean.Write(file[..2]);
        var fits = false;
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            // Any number of fill bytes may stand before a marker.
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
                return null;

            var segment = file.Slice(at, length + 2);
            at += segment.Length;
            if (IsFrame(marker) && !(fits = HasSize(segment)))
                return null;

            if (IsShown(marker, segment))
                clean.Write(segment);
            if (marker != StartOfScan)
                continue;

            var end = EndOfScan(file, at);
            clean.Write(file[at..end]);
            at = end;
            if (fits && at + 1 < file.Length && file[at + 1] == EndOfImage)
            {
                clean.Write(file.Slice(at, 2));
                return clean.ToArray();
            }
        }

        return null;
    }

    // FF 00 is a byte of the data, FF D0 to D7 restart it.
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length && (file[at] != 0xFF || file[at + 1] is 0x00 or (>= 0xD0 and <= 0xD7)))
            at++;
        return at;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool HasSize(ReadOnlySpan<byte> segment) => segment.Length >= 9
        && PictureFile.Fits(BinaryPrimitives.ReadUInt16BigEndian(segment[7..]), BinaryPrimitives.ReadUInt16BigEndian(segment[5..]));

    // Of what applications wrote, the colours count: JFIF, ICC and Adobe. Comments do not.
    private static bool IsShown(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        0xE0 or 0xEE => true,
        0xE2 => segment[4..].StartsWith("ICC_PROFILE\0"u8),
        >= 0xE0 and <= 0xEF or 0xFE => false,
        _ => true,
    };
}
