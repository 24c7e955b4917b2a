using System.Text.RegularExpressions;
using System.Xml.Linq;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Shared.Languages;

/// <summary>
/// Every room keeps its words in a resource file of its own beside its pages. Each key exists in every language, is
/// used in its room, and no page asks for a key that does not exist.
/// </summary>
internal sealed partial class ResourceTests
{
    private static readonly string Rooms = Repository.File("src/IdentityServer");

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Rooms, "*.resx", SearchOption.AllDirectories)
        .Where(file => !Path.GetFileNameWithoutExtension(file).Contains('.', StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(Rooms, file))
        .Order();

    [TestCaseSource(nameof(Files))]
    public void German_has_the_same_keys_in_the_same_order(string file) =>
        Assert.That(Read(German(file)).Keys, Is.EqualTo(Read(file).Keys));

    [TestCaseSource(nameof(Files))]
    public void German_has_the_same_placeholders(string file)
    {
        var german = Read(German(file));

        Assert.That(Read(file).Where(word => !Placeholders(word.Value).SetEquals(Placeholders(german[word.Key]))), Is.Empty);
    }

    [TestCaseSource(nameof(Files))]
    public void Nothing_is_blank_and_nothing_shouts(string file) => Assert.That(
        Read(file).Concat(Read(German(file))).Where(word => string.IsNullOrWhiteSpace(word.Value) || word.Value.Contains('!', StringComparison.Ordinal)), Is.Empty);

    [TestCaseSource(nameof(Files))]
    public void Every_key_is_used_in_its_room(string file)
    {
        var sources = string.Concat(Sources(Path.GetDirectoryName(file)!).Select(File.ReadAllText));

        Assert.That(Read(file).Keys.Where(key => !IsUsed(key, sources)), Is.Empty);
    }

    [Test]
    public void Every_key_that_is_asked_for_exists()
    {
        var known = Files.SelectMany(file => Read(file).Keys).ToHashSet();
        var asked = Sources("").SelectMany(source => Asked().Matches(File.ReadAllText(source)).Select(match => match.Groups[1].Value));

        Assert.That(asked.Where(key => !IsKnown(key, known)).Distinct(), Is.Empty);
    }

    /// <summary>A key is used whole, or put together from a beginning that ends in a dot: <c>"Ceremony." + code</c>.</summary>
    private static bool IsUsed(string key, string sources) => sources.Contains($"\"{key}\"", StringComparison.Ordinal)
        || Beginnings(key).Any(beginning => sources.Contains($"\"{beginning}\" +", StringComparison.Ordinal));

    private static bool IsKnown(string asked, HashSet<string> known) => known.Contains(asked)
        || (asked.EndsWith('.') && known.Any(key => key.StartsWith(asked, StringComparison.Ordinal)));

    private static IEnumerable<string> Beginnings(string key) =>
        Enumerable.Range(0, key.Length).Where(at => key[at] == '.').Select(dot => key[..(dot + 1)]);

    [GeneratedRegex("\\b(?:Text|text|Common|common)\\[\"([^\"{}]+)\"")]
    private static partial Regex Asked();

    [GeneratedRegex("\\{\\d+")]
    private static partial Regex Placeholder();

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(Path.Combine(Rooms, folder), "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" && !file.Contains("/obj/", StringComparison.Ordinal));

    private static string German(string file) => Path.ChangeExtension(file, ".de.resx");

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Rooms, file)).Root!
        .Elements("data")
        .ToDictionary(word => word.Attribute("name")!.Value, word => word.Element("value")!.Value);
}
