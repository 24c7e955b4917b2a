using System.Buffers.Binary;
using System.Text;

namespace IdentityServer.TestKit;

/// <summary>The outlines of pictures: what a reader of headers sees, with anything written into them.</summary>
internal static class SamplePictures
{
    /// <summary>One grey point that every browser shows.</summary>
    public static byte[] Pixel { get; } =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    public static byte[] Png(uint width, uint height, params (string Type, string Text)[] chunks)
    {
        byte[] size = [.. BigEndian(width), .. BigEndian(height), 8, 0, 0, 0, 0];
        return
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A,
            .. Chunk("IHDR", size), .. chunks.SelectMany(it => Chunk(it.Type, Encoding.Latin1.GetBytes(it.Text))), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", []),
        ];

        static byte[] Chunk(string type, byte[] data) => [.. BigEndian((uint)data.Length), .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
    }

    public static byte[] Jpeg(ushort width, ushort height, params (byte Marker, string Text)[] segments)
    {
        byte[] frame = [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0];
        return
        [
            0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]), .. segments.SelectMany(it => Segment(it.Marker, Encoding.Latin1.GetBytes(it.Text))),
            .. Segment(0xC0, frame), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 1, 0xFF, 0, 2, 0xFF, 0xD0, 3, 0xFF, 0xD9,
        ];

        static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];
    }

    public static byte[] WebP(int width, int height, params (string Name, string Text)[] chunks)
    {
        byte[] canvas = [0b0000_1100, 0, 0, 0, .. Number24(width - 1), .. Number24(height - 1)];
        byte[] body = [.. Chunk("VP8X", canvas), .. Chunk("VP8 ", [1, 2, 3]), .. chunks.SelectMany(it => Chunk(it.Name, Encoding.Latin1.GetBytes(it.Text)))];
        return [.. "RIFF"u8, .. LittleEndian((uint)body.Length + 4), .. "WEBP"u8, .. body];

        static byte[] Chunk(string name, byte[] data) =>
            [.. Encoding.ASCII.GetBytes(name), .. LittleEndian((uint)data.Length), .. data, .. new byte[data.Length & 1]];

        static byte[] Number24(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16)];
    }

    private static byte[] BigEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] LittleEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return bytes;
    }
}
