using System.Globalization;

namespace IdentityServer.Shared.Branding;

/// <summary>An sRGB colour, and the contrast arithmetic of WCAG 2.2.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static readonly Colour White = new(255, 255, 255);
    public static readonly Colour Black = new(0, 0, 0);

    /// <summary>WCAG 2.2 success criterion 1.4.3: what text needs against its background.</summary>
    public const double Readable = 4.5;

    public static bool TryParse(string? text, out Colour colour)
    {
        colour = default;
        if (text is not ['#', .. { Length: 6 } digits]
            || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;

        colour = new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    public double ContrastWith(Colour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>The first shade on the way to <paramref name="end"/> that can be read on <paramref name="background"/>.</summary>
    public Colour ReadableOn(Colour background, Colour end)
    {
        for (var share = 0.0; share < 1; share += 0.02)
            if (Mix(end, share) is var shade && shade.ContrastWith(background) >= Readable)
                return shade;

        return end;
    }

    public Colour Mix(Colour other, double share)
    {
        return new(Channel(Red, other.Red), Channel(Green, other.Green), Channel(Blue, other.Blue));

        byte Channel(byte from, byte to) => (byte)Math.Round(from + (to - from) * share);
    }

    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
