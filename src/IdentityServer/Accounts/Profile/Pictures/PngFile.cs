using System.Buffers.Binary;

namespace IdentityServer.Accounts.Profile.Pictures;

/// <summary>W3C PNG (Third Edition) §5: a signature, then chunks of length, type, data and check sum.</summary>
internal static class PngFile
{
    private const int ChunkFrame = 12;

    // §5.6: what is needed to show it, still or moving. Everything else may tell more than the picture.
    private static readonly HashSet<string> Shown =
    [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs", "acTL", "fcTL", "fdAT",
    ];

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsIts(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static byte[]? Clean(ReadOnlySpan<byte> file)
    {
        using var clean = new MemoryStream(file.Length);
        clean.Write(Signature);
        for (var at = Signature.Length; at <= file.Length - ChunkFrame;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - ChunkFrame)
                return null;

            var chunk = file.Slice(at, (int)length + ChunkFrame);
            var type = System.Text.Encoding.ASCII.GetString(chunk[4..8]);
            if (at == Signature.Length && !IsHeader(type, chunk[8..]))
                return null;

            if (Shown.Contains(type))
                clean.Write(chunk);
            if (type == "IEND")
                return clean.ToArray();

            at += chunk.Length;
        }

        return null;
    }

    private static bool IsHeader(string type, ReadOnlySpan<byte> data) => type == "IHDR" && data.Length >= 13
        && PictureFile.Fits(BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
}
