using IdentityServer.Shared.Branding;

namespace IdentityServer.Tests.Shared.Branding;

internal sealed class ColourTests
{
    // The ratios the W3C's own examples give.
    [TestCase("#000000", 21.0)]
    [TestCase("#ffffff", 1.0)]
    [TestCase("#777777", 4.48)]
    [TestCase("#767676", 4.54)]
    [TestCase("#ff0000", 4.0)]
    public void Contrast_with_white_is_what_wcag_says(string text, double expected)
    {
        Assert.That(Colour.TryParse(text, out var colour));
        Assert.That(colour.ContrastWith(Colour.White), Is.EqualTo(expected).Within(0.01));
    }

    [TestCase("red")]
    [TestCase("#fff")]
    [TestCase("#12345g")]
    [TestCase("#1234567")]
    [TestCase("#-12345")]
    [TestCase("# 12345")]
    [TestCase("")]
    [TestCase(null)]
    public void Anything_but_six_digits_is_no_colour(string? text) => Assert.That(Colour.TryParse(text, out _), Is.False);

    [TestCase("#17468c")]
    [TestCase("#7a1f5c")]
    [TestCase("#000000")]
    [TestCase("#ff0000")]
    public void A_shade_for_the_dark_can_be_read_there(string text)
    {
        var dark = new Colour(0x18, 0x20, 0x2b);
        Assert.That(Colour.TryParse(text, out var colour));

        Assert.That(colour.ReadableOn(dark, end: Colour.White).ContrastWith(dark), Is.GreaterThanOrEqualTo(Colour.Readable));
    }

    [Test]
    public void A_colour_that_can_be_read_stays_as_it_is()
    {
        Assert.That(Colour.TryParse("#17468c", out var colour));

        Assert.That(colour.ReadableOn(Colour.White, end: Colour.Black).ToString(), Is.EqualTo("#17468c"));
    }
}
