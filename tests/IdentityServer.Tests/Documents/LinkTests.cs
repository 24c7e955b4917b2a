using System.Text.RegularExpressions;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Documents;

/// <summary>README.md and docs/: whatever they point at inside this repository is there.</summary>
internal sealed partial class LinkTests
{
    private static readonly string[] Pages =
        [Repository.File("README.md"), .. Directory.EnumerateFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories)];

    [Test]
    public void Every_link_leads_somewhere()
    {
        var links = Pages.SelectMany(page => Links(page).Select(link => (page, link))).ToList();

        Assert.That(links, Has.Count.GreaterThan(20));
        Assert.That(links.Where(it => !Exists(it.page, it.link)).Select(it => $"{Path.GetRelativePath(Repository.Root, it.page)} → {it.link}"), Is.Empty);
    }

    [Test]
    public void Every_page_can_be_reached_from_the_README()
    {
        HashSet<string> reached = [];
        for (string[] next = [Repository.File("README.md")]; next is not [];)
            next = [.. next.Where(reached.Add).Where(File.Exists).SelectMany(page => Links(page).SelectMany(link => Targets(page, link)))];

        Assert.That(Pages.Except(reached).Select(page => Path.GetRelativePath(Repository.Root, page)), Is.Empty);
    }

    [TestCase("docs/keys.md#make-a-master-key", true)]
    [TestCase("docs/keys.md#make-a-mistake", false)]
    [TestCase("docs/no-such-page.md", false)]
    [TestCase("#run-it", true)]
    [TestCase("docs/decisions", true)]
    public void A_dead_link_is_seen(string link, bool alive) => Assert.That(Exists(Repository.File("README.md"), link), Is.EqualTo(alive));

    private static IEnumerable<string> Links(string page) => Link().Matches(WithoutCode(File.ReadAllText(page)))
        .Select(match => match.Groups[1].Value)
        .Where(link => !link.Contains("://", StringComparison.Ordinal));

    private static bool Exists(string page, string link)
    {
        var (path, anchor) = Split(page, link);
        return anchor is null
            ? File.Exists(path) || Directory.Exists(path)
            : File.Exists(path) && Heading().Matches(WithoutCode(File.ReadAllText(path))).Any(match => Slug(match.Groups[1].Value) == anchor);
    }

    // A link to a folder shows everything in it.
    private static string[] Targets(string page, string link) => Split(page, link).Path switch
    {
        var path when Directory.Exists(path) => Directory.GetFiles(path, "*.md"),
        var path => [path],
    };

    private static (string Path, string? Anchor) Split(string page, string link)
    {
        var parts = link.Split('#', 2);
        return (parts[0] is "" ? page : Path.GetFullPath(parts[0], Path.GetDirectoryName(page)!), parts.ElementAtOrDefault(1));
    }

    // As the usual viewers make them.
    private static string Slug(string heading) => NotInSlug().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    private static string WithoutCode(string text) => Fenced().Replace(text, "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInSlug();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
