using System.Security.Cryptography;
using IdentityServer.Data;
using Microsoft.Data.Sqlite;

namespace IdentityServer.Benchmarks.Writing;

/// <summary>A hot table as they all are: a key in time order and some bytes beside it.</summary>
internal static class TicketTable
{
    public const string Create = """
        CREATE TABLE "Tickets" ("Key" BLOB NOT NULL PRIMARY KEY, "At" INTEGER NOT NULL, "Owner" TEXT NOT NULL, "Content" BLOB NOT NULL)
        """;

    public static readonly Statement Insert = new("""
        INSERT INTO "Tickets" ("Key", "At", "Owner", "Content") VALUES (@key, @at, @owner, @content)
        """);

    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(150);
    private static readonly Guid Owner = Guid.NewGuid();

    public static Value[] NewRow()
    {
        var now = TimeProvider.System.GetUtcNow();
        return [Handle.New(now), now, Owner, Content];
    }

    public static void MakeIn(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Create;
        command.ExecuteNonQuery();
    }
}
