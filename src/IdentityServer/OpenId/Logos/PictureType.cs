namespace IdentityServer.OpenId.Logos;

/// <summary>
/// What a picture is, by its first bytes and nothing that came with it. An SVG is a document that can run scripts, so it
/// is none.
/// </summary>
internal static class PictureType
{
    public static readonly IReadOnlyList<string> All = ["image/png", "image/jpeg", "image/webp"];

    public static string? Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };
}
