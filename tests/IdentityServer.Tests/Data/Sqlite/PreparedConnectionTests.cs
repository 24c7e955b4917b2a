using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Sqlite;
using IdentityServer.Sqlite.Engine;
using IdentityServer.TestKit;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace IdentityServer.Tests.Data.Sqlite;

/// <summary>The edge to the engine itself, where a mistake would not be an exception but a damaged process.</summary>
internal sealed class PreparedConnectionTests
{
    private static readonly Statement Create = new("""CREATE TABLE "Things" ("Id" INTEGER PRIMARY KEY, "Text" TEXT, "Bytes" BLOB, "Other" INTEGER REFERENCES "Things")""");
    private static readonly Statement Insert = new("""INSERT INTO "Things" ("Id", "Text", "Bytes", "Other") VALUES (@id, @text, @bytes, @other)""");
    private static readonly Statement Find = new("""SELECT "Text", "Bytes" FROM "Things" WHERE "Id" = @id""");
    private static readonly Statement All = new("""SELECT "Id" FROM "Things" ORDER BY "Id" """);

    private TemporaryDirectory directory;
    private PreparedConnection connection;

    [SetUp]
    public void Open()
    {
        directory = new();
        connection = new($"Data Source={directory.File("test.db")}", SqlitePragmas.Writer);
        connection.Execute(Create);
    }

    [TearDown]
    public void Close()
    {
        connection.Dispose();
        directory.Dispose();
    }

    [Test]
    public void No_thread_waits_for_another_to_count_the_memory_it_takes()
    {
        var engine = NativeSqlite.Engine;
        Assert.That(sqlite3_memory_used(), Is.Zero, $"with a connection open to {engine}");
    }

    [TestCase("")]
    [TestCase("plain")]
    [TestCase("zero \0 inside")]
    [TestCase("Zoë 🔑")]
    public void A_text_comes_back(string text) => Assert.That(Roundtrip(text, null, row => row.GetString(0)), Is.EqualTo(text));

    [Test]
    public void A_text_longer_than_the_stack_has_room_for_comes_back([Values(170, 171, 512, 5000)] int length) =>
        Assert.That(Roundtrip(new('ä', length), null, row => row.GetString(0)), Is.EqualTo(new string('ä', length)));

    [Test]
    public void No_bytes_are_not_null()
    {
        Assert.That(Roundtrip(null, [], row => row.GetFieldValue<byte[]>(1)), Is.Empty);
        Assert.That(Roundtrip(null, [], row => row.IsDBNull(1)), Is.False);
    }

    [Test]
    public void Null_is_read_as_nothing_else()
    {
        Assert.That(Roundtrip(null, null, row => row.IsDBNull(0) && row.GetValue(1) is DBNull), Is.True);
        Assert.That(() => Roundtrip(null, null, row => row.GetString(0)), Throws.InstanceOf<InvalidCastException>());
        Assert.That(() => Roundtrip(null, null, row => row.GetFieldValue<byte[]>(1)), Throws.InstanceOf<InvalidCastException>());
    }

    [Test]
    public void A_statement_works_again_after_a_reader_that_stopped_half_way()
    {
        for (var id = 1; id <= 3; id++)
            connection.Execute(Insert, id, "", null as byte[], null as int?);

        using (var rows = connection.Read(All, []))
            Assert.That(rows.Read(), Is.True);

        Assert.That(Ids(), Is.EqualTo(new[] { 1L, 2, 3 }));
    }

    [Test]
    public void A_statement_works_again_after_a_fault_which_says_what_it_was()
    {
        connection.Execute(Insert, 1, "", null as byte[], null as int?);

        Assert.That(() => connection.Execute(Insert, 1, "", null as byte[], null as int?), Throws.InstanceOf<SqliteException>()
            .With.Property(nameof(SqliteException.SqliteExtendedErrorCode)).EqualTo(SQLITE_CONSTRAINT_PRIMARYKEY)
            .And.Property(nameof(SqliteException.SqliteErrorCode)).EqualTo(SQLITE_CONSTRAINT));
        Assert.That(connection.Execute(Insert, 2, "", null as byte[], 1), Is.EqualTo(1));
    }

    [Test]
    public void References_are_checked() =>
        Assert.That(() => connection.Execute(Insert, 1, "", null as byte[], 7), Throws.InstanceOf<SqliteException>().With.Message.Contains("FOREIGN KEY"));

    [Test]
    public void Readers_do_not_write()
    {
        using var reader = new PreparedConnection($"Data Source={directory.File("test.db")}", SqlitePragmas.Reader);
        Assert.That(() => reader.Execute(Insert, 1, "", null as byte[], null as int?), Throws.InstanceOf<SqliteException>());
    }

    [Test]
    public void A_file_that_cannot_be_opened_is_a_fault() =>
        Assert.That(() => new PreparedConnection($"Data Source={directory.Path}", SqlitePragmas.Reader), Throws.InstanceOf<SqliteException>());

    [Test]
    public void A_connection_may_be_closed_twice_and_is_of_no_use_then()
    {
        connection.Dispose();
        connection.Dispose();

        Assert.That(() => connection.Execute(Create), Throws.InstanceOf<SqliteException>());
    }

    private T Roundtrip<T>(string? text, byte[]? bytes, Func<DbDataReader, T> read)
    {
        var id = Ids().Count + 1;
        connection.Execute(Insert, id, text, bytes, null as int?);
        using var row = connection.Read(Find, [id]);
        Assert.That(row.Read(), Is.True);
        return read(row);
    }

    private List<long> Ids()
    {
        List<long> ids = [];
        using var rows = connection.Read(All, []);
        while (rows.Read())
            ids.Add(rows.GetInt64(0));
        return ids;
    }
}
