namespace IdentityServer.Sqlite;

/// <summary>The file holds everybody's accounts: nobody else on this machine needs to look in. SQLite's log files take after it.</summary>
internal static class SqliteFile
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Prepare(string path)
    {
        var directory = Path.GetDirectoryName(path)!; // a full path of a file has one
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory); // inherits the rights of the one above
            return;
        }

        if (!Directory.Exists(directory))
            Directory.CreateDirectory(directory, OwnersFile | UnixFileMode.UserExecute);
        if (!File.Exists(path))
            new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite, UnixCreateMode = OwnersFile }).Dispose();
    }
}
