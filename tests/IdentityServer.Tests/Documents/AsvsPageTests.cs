using System.Text.RegularExpressions;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Documents;

/// <summary>docs/asvs.md answers every row of V6 and V7 once, and calls no witness that does not exist.</summary>
internal sealed partial class AsvsPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("docs/asvs.md"));

    // How many requirements each section of ASVS 5.0 has.
    private static readonly (string Section, int Count)[] Sections =
    [
        ("6.1", 3), ("6.2", 12), ("6.3", 8), ("6.4", 6), ("6.5", 8), ("6.6", 4), ("6.7", 2), ("6.8", 4),
        ("7.1", 3), ("7.2", 4), ("7.3", 2), ("7.4", 5), ("7.5", 3), ("7.6", 2),
    ];

    [Test]
    public void Every_requirement_is_answered_once() => Assert.That(
        Row().Matches(Page).Select(row => row.Groups[1].Value),
        Is.EqualTo(Sections.SelectMany(it => Enumerable.Range(1, it.Count).Select(number => $"{it.Section}.{number}"))));

    [Test]
    public void Every_answer_begins_with_what_it_is() => Assert.That(
        Row().Matches(Page).Where(row => !Answer().IsMatch(row.Groups[2].Value)).Select(row => row.Value), Is.Empty);

    [Test]
    public void Every_test_it_names_is_there()
    {
        var fixtures = Directory.EnumerateFiles(Repository.File("tests"), "*Tests.cs", SearchOption.AllDirectories).ToLookup(path => Path.GetFileNameWithoutExtension(path)!);
        var named = Witness().Matches(Page).Select(match => (Fixture: match.Groups[1].Value, Test: match.Groups[2].Value)).ToList();

        Assert.That(named, Has.Count.GreaterThan(50));
        Assert.That(named.Where(it => !fixtures[it.Fixture].Any(path => File.ReadAllText(path).Contains($" {it.Test}(", StringComparison.Ordinal))), Is.Empty);
    }

    [GeneratedRegex(@"^\| ([67]\.[0-9]+\.[0-9]+) \| [^|]+ \| ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^(met|does not apply|deviation|the first is met)")]
    private static partial Regex Answer();

    [GeneratedRegex("`([A-Z][A-Za-z]+Tests)\\.([A-Za-z_0-9]+)`")]
    private static partial Regex Witness();
}
