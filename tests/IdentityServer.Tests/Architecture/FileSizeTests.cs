using System.Runtime.CompilerServices;

namespace IdentityServer.Tests.Architecture;

internal sealed class FileSizeTests
{
    private const int Limit = 300;

    [Test]
    public void No_file_we_write_by_hand_is_longer_than_300_lines()
    {
        var sources = new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryRoot(), folder), "*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".cs" or ".cshtml" or ".js" && !IsMade(path))
            .ToList();

        Assert.That(sources, Is.Not.Empty);
        Assert.That(sources.Where(path => File.ReadLines(path).Count() > Limit), Is.Empty);
    }

    private static bool IsMade(string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "Migrations" or "node_modules");

    private static string RepositoryRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
