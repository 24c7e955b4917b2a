namespace IdentityServer.Accounts.Profile.Pictures;

/// <summary>
/// A picture of one of three kinds, known by its first bytes and not by what the browser calls it, without what the camera
/// wrote into it (where it was taken, with what). SVG is a document, and never one of them.
/// </summary>
internal sealed record PictureFile(string MediaType, byte[] Content)
{
    public const int MaxLength = 1024 * 1024;

    /// <summary>Small files can unfold into pictures that no browser can hold.</summary>
    public const int MaxSide = 4096;

    public static PictureFile? Read(ReadOnlySpan<byte> file) =>
        PngFile.IsIts(file) ? Make("image/png", PngFile.Clean(file))
        : JpegFile.IsIts(file) ? Make("image/jpeg", JpegFile.Clean(file))
        : WebPFile.IsIts(file) ? Make("image/webp", WebPFile.Clean(file))
        : null;

    public static bool Fits(long width, long height) => width is > 0 and <= MaxSide && height is > 0 and <= MaxSide;

    private static PictureFile? Make(string mediaType, byte[]? content) => content is null ? null : new(mediaType, content);
}
