using System.Globalization;
using System.Text.RegularExpressions;
using IdentityServer.Protocol.WebAuthn.Authenticators;
using IdentityServer.Shared.Branding;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys;

/// <summary>The letter in a provider's mark can be read, in the light and in the dark.</summary>
internal sealed partial class ProviderTintTests
{
    private static readonly string Styles = File.ReadAllText(Repository.File("src/IdentityServer/wwwroot/site.css"));

    private static IEnumerable<int> Tints => Enumerable.Range(1, ProviderMark.Tints);

    [TestCaseSource(nameof(Tints))]
    public void Every_tint_can_be_read(int tint)
    {
        var (cards, colours) = (Colours("--card").ToList(), Colours($".tint-{tint} {{ --tint").ToList());

        Assert.That(cards, Has.Count.EqualTo(2));
        Assert.That(colours, Has.Count.EqualTo(2));
        foreach (var (card, colour) in cards.Zip(colours))
            Assert.That(colour.ContrastWith(card.Mix(colour, Wash)), Is.GreaterThanOrEqualTo(Colour.Readable), $"{colour} on {card}");
    }

    private static double Wash => int.Parse(WashOfMonograms().Match(Styles).Groups[1].Value, CultureInfo.InvariantCulture) / 100.0;

    // Light first, then dark: the order of the style sheet.
    private static IEnumerable<Colour> Colours(string name) => Regex.Matches(Styles, Regex.Escape(name) + ": (#[0-9a-f]{6});")
        .Select(match => Colour.TryParse(match.Groups[1].Value, out var colour) ? colour : throw new FormatException(match.Value));

    [GeneratedRegex(@"\.monogram \{ background: color-mix\(in srgb, var\(--tint\) (\d+)%")]
    private static partial Regex WashOfMonograms();
}
