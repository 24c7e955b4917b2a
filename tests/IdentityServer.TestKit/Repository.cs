namespace IdentityServer.TestKit;

/// <summary>The working tree the tests were built from, for those that read it.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string File(string path) => Path.Combine(Root, path);

    private static string Find(string directory) => System.IO.File.Exists(Path.Combine(directory, "IdentityServer.sln"))
        ? directory
        : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests run outside the working tree."));
}
