using System.Globalization;
using System.Text.RegularExpressions;
using IdentityServer.Shared.Components;

namespace IdentityServer.Tests.Shared.Components;

internal sealed partial class QrCodeTests
{
    private const int Quiet = 4;

    private static readonly string[] Finder = ["#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######"];

    // ISO/IEC 18004 §6.3.3: the squares in three corners by which a camera finds the code, and nothing dark around it.
    [Test]
    public void A_camera_finds_it()
    {
        var modules = Read(QrCode.Of("https://id.example.com/account/approve"), out var size);
        var inner = size - (2 * Quiet);

        Assert.That(inner % 4, Is.EqualTo(1), "17 and a multiple of four");
        foreach (var (x, y) in new[] { (0, 0), (inner - 7, 0), (0, inner - 7) })
            Assert.That(Square(modules, Quiet + x, Quiet + y), Is.EqualTo(Finder), $"corner at {x}, {y}");
        Assert.That(modules.All(it => it.X >= Quiet && it.Y >= Quiet && it.X < size - Quiet && it.Y < size - Quiet), Is.True);
    }

    // §6.3.5: between two of them dark and light take turns.
    [Test]
    public void Its_raster_can_be_counted()
    {
        var modules = Read(QrCode.Of("otpauth://totp/Example:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), out var size);

        for (var x = Quiet + 8; x < size - Quiet - 8; x++)
            Assert.That(modules.Contains((x, Quiet + 6)), Is.EqualTo((x - Quiet) % 2 is 0), $"column {x}");
    }

    [Test]
    public void Another_text_is_another_code() => Assert.That(QrCode.Of("https://a.example/1"), Is.Not.EqualTo(QrCode.Of("https://a.example/2")));

    private static string[] Square(HashSet<(int X, int Y)> modules, int left, int top) =>
        [.. Enumerable.Range(top, 7).Select(y => string.Concat(Enumerable.Range(left, 7).Select(x => modules.Contains((x, y)) ? '#' : ' ')))];

    private static HashSet<(int X, int Y)> Read(QrCode code, out int size)
    {
        size = code.Size;
        return [.. Run().Matches(code.Path).SelectMany(run => Enumerable.Range(Number(run, 1), Number(run, 3)).Select(x => (x, Number(run, 2))))];
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v1h-\d+z")]
    private static partial Regex Run();
}
