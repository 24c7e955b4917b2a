using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit;
using Microsoft.Data.Sqlite;

namespace IdentityServer.Tests.Host;

internal sealed class BackupCommandTests
{
    private TemporaryDirectory directory;
    private SqliteConnection server;

    [SetUp]
    public async Task FillAsync()
    {
        directory = new();
        await CommandAnswer.OfAsync(directory.Path, "migrate");
        server = new($"Data Source={directory.File("identityserver.db")};Pooling=False");
        await ExecuteAsync(server, "CREATE TABLE Guests (Name TEXT); INSERT INTO Guests VALUES ('Ada')");
    }

    [TearDown]
    public async Task CleanUpAsync()
    {
        await server.DisposeAsync();
        directory.Dispose();
    }

    [Test]
    public async Task A_database_in_use_is_copied_as_it_stands()
    {
        await ExecuteAsync(server, "BEGIN IMMEDIATE; INSERT INTO Guests VALUES ('not committed yet')");

        var answer = await CommandAnswer.OfAsync(directory.Path, "backup", directory.File("copy.db"), "--json");

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Done), answer.Error);
        Assert.That((long?)JsonNode.Parse(answer.Output)?["bytes"], Is.EqualTo(new FileInfo(directory.File("copy.db")).Length));
        await using var copy = new SqliteConnection($"Data Source={directory.File("copy.db")};Mode=ReadOnly;Pooling=False");
        Assert.That(await ExecuteAsync(copy, "SELECT group_concat(Name) FROM Guests"), Is.EqualTo("Ada"));
    }

    [Test, Platform(Exclude = "Win"), UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_may_read_the_copy()
    {
        await CommandAnswer.OfAsync(directory.Path, "backup", directory.File("copy.db"));

        Assert.That(File.GetUnixFileMode(directory.File("copy.db")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task An_existing_file_is_left_alone()
    {
        await File.WriteAllTextAsync(directory.File("copy.db"), "last week");

        var answer = await CommandAnswer.OfAsync(directory.Path, "backup", directory.File("copy.db"));

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(answer.Error, Does.StartWith("file_exists: "));
        Assert.That(await File.ReadAllTextAsync(directory.File("copy.db")), Is.EqualTo("last week"));
    }

    [Test]
    public async Task A_directory_that_does_not_exist_is_not_made()
    {
        var answer = await CommandAnswer.OfAsync(directory.Path, "backup", directory.File("nowhere/copy.db"), "--json");

        Assert.That((string?)JsonNode.Parse(answer.Error)?["error"]?["code"], Is.EqualTo("no_directory"));
        Assert.That(Directory.Exists(directory.File("nowhere")), Is.False);
    }

    private static async Task<object?> ExecuteAsync(SqliteConnection connection, string sql)
    {
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements of this fixture.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
