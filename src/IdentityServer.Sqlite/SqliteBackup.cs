using Microsoft.Data.Sqlite;

namespace IdentityServer.Sqlite;

/// <summary>A whole, consistent copy while the server goes on serving: what is written meanwhile is not in it.</summary>
internal static class SqliteBackup
{
    /// <param name="source">The connection string of the database.</param>
    /// <param name="file">Must not exist: a backup never replaces another.</param>
    /// <param name="cancellation">Leaves nothing behind.</param>
    public static async Task WriteAsync(string source, string file, CancellationToken cancellation)
    {
        CreateForOwnerOnly(file);
        try
        {
            await ExecuteAsync(new(source) { Mode = SqliteOpenMode.ReadWrite, Pooling = false }, "VACUUM INTO $file", file, cancellation);
            Flush(file);
            await ExecuteAsync(new() { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }, "PRAGMA quick_check", null, cancellation);
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    private static async Task ExecuteAsync(SqliteConnectionStringBuilder to, string sql, string? file, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(to.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0; // as long as it takes
        if (file is not null)
            command.Parameters.AddWithValue("$file", file);

        if (await command.ExecuteScalarAsync(cancellation) is string answer and not "ok")
            throw new InvalidDataException($"The copy is damaged: {answer}");
    }

    // SQLite fills an empty file, and so keeps the permissions it was born with.
    private static void CreateForOwnerOnly(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        new FileStream(file, options).Dispose();
    }

    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        stream.Flush(flushToDisk: true);
    }
}
