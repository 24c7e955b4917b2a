using System.Diagnostics;
using System.Text.RegularExpressions;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Documents;

/// <summary>
/// The project builds anywhere: no file and no commit names the feed its packages came from or a path of the machine
/// somebody happened to work on.
/// </summary>
internal sealed partial class PlaceTests
{
    private const int LargestText = 2_000_000;

    [Test]
    public async Task No_file_names_a_place()
    {
        var files = (await GitAsync("ls-files", "--cached", "--others", "--exclude-standard")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(Repository.File)
            .Where(file => File.Exists(file) && new FileInfo(file).Length < LargestText)
            .ToList();

        Assert.That(files, Has.Count.GreaterThan(100));
        Assert.That(files.SelectMany(file => Places(File.ReadAllText(file)).Select(place => $"{Path.GetRelativePath(Repository.Root, file)}: {place}")), Is.Empty);
    }

    [Test]
    public async Task No_commit_names_a_place() => Assert.That(Places(await GitAsync("log", "--format=%B")), Is.Empty);

    [TestCase("https://api.nu" + "get.org/v3/index.json")]
    [TestCase("registry.npm" + "js.org")]
    [TestCase("proxy.go" + "lang.org")]
    [TestCase("files.python" + "hosted.org")]
    [TestCase("see /wo" + "rk/notes.md")]
    [TestCase("/ro" + "ot/.dotnet")]
    [TestCase("/ho" + "me/ada/source")]
    [TestCase(@"C:\Us" + @"ers\ada")]
    public void A_place_is_seen(string text) => Assert.That(Places(text), Is.Not.Empty);

    [TestCase("/home is a page")]
    [TestCase("src/IdentityServer/Shared/work/x")]
    [TestCase("mcr.microsoft.com/dotnet/sdk:10.0")]
    [TestCase("group/root/")]
    public void What_belongs_to_the_project_is_not(string text) => Assert.That(Places(text), Is.Empty);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct();

    private static async Task<string> GitAsync(params string[] arguments)
    {
        if (!Path.Exists(Repository.File(".git")))
            Assert.Ignore("Skipped: this tree is not a git repository.");

        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true })!;
        var output = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return output;
    }

    [GeneratedRegex(
        @"[\w.-]*(?:nuget[.]org|npmjs[.](?:org|com)|proxy[.]golang[.]org|pypi[.]org|pythonhosted[.]org|crates[.]io)"
        + @"|(?<![\w.~/])/(?:work|root|home/\w+)/[\w.]+|[A-Z]:\\Users\\")]
    private static partial Regex Place();
}
