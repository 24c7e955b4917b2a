using IdentityServer.Data;
using IdentityServer.Sqlite.Engine;

namespace IdentityServer.Benchmarks.Load.Floor;

/// <summary>What any server must keep to serve the same operations, in the fewest rows: as wide as real ones, without meaning.</summary>
internal static class FloorTables
{
    public static readonly Statement Session = new("""SELECT "Content" FROM "Sessions" WHERE "Id" = @id""");
    public static readonly Statement Grant = new("""SELECT "Content", "Generation" FROM "Grants" WHERE "Id" = @id""");
    public static readonly Statement Account = new("""SELECT "Content" FROM "Accounts" WHERE "Id" = @id""");
    public static readonly Statement Ceremony = new("""SELECT "Content" FROM "Ceremonies" WHERE "Id" = @id""");
    public static readonly Statement Passkey = new("""SELECT "PublicKey" FROM "Passkeys" WHERE "Id" = @id""");

    public static readonly Statement AddSession = new("""INSERT INTO "Sessions" ("Id", "Content") VALUES (@id, @content)""");
    public static readonly Statement AddGrant = new("""INSERT INTO "Grants" ("Id", "Content", "Generation") VALUES (@id, @content, 0)""");
    public static readonly Statement Rotate = new("""UPDATE "Grants" SET "Generation" = @next WHERE "Id" = @id AND "Generation" = @generation""");
    public static readonly Statement AddCeremony = new("""INSERT INTO "Ceremonies" ("Id", "Content") VALUES (@id, @content)""");
    public static readonly Statement TakeCeremony = new("""DELETE FROM "Ceremonies" WHERE "Id" = @id""");
    public static readonly Statement UsePasskey = new("""UPDATE "Passkeys" SET "Counter" = "Counter" + 1 WHERE "Id" = @id""");
    public static readonly Statement AddAudit = new("""INSERT INTO "Audit" ("Id", "Content") VALUES (@id, @content)""");

    public static readonly Statement Begin = new("BEGIN IMMEDIATE");
    public static readonly Statement Commit = new("COMMIT");

    private static readonly Statement AddAccount = new("""INSERT INTO "Accounts" ("Id", "Content") VALUES (@id, @content)""");
    private static readonly Statement AddPasskey = new("""INSERT INTO "Passkeys" ("Id", "PublicKey", "Counter") VALUES (@id, @key, 0)""");

    private const string Schema = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE "Accounts" ("Id" BLOB NOT NULL PRIMARY KEY, "Content" BLOB NOT NULL);
        CREATE TABLE "Passkeys" ("Id" BLOB NOT NULL PRIMARY KEY, "PublicKey" BLOB NOT NULL, "Counter" INTEGER NOT NULL);
        CREATE TABLE "Ceremonies" ("Id" BLOB NOT NULL PRIMARY KEY, "Content" BLOB NOT NULL);
        CREATE TABLE "Sessions" ("Id" BLOB NOT NULL PRIMARY KEY, "Content" BLOB NOT NULL);
        CREATE TABLE "Grants" ("Id" BLOB NOT NULL PRIMARY KEY, "Content" BLOB NOT NULL, "Generation" INTEGER NOT NULL);
        CREATE TABLE "Audit" ("Id" BLOB NOT NULL PRIMARY KEY, "Content" BLOB NOT NULL);
        """;

    public static void MakeIn(string file, IEnumerable<Person> people)
    {
        using var connection = new PreparedConnection($"Data Source={file};Pooling=False", Schema);
        connection.Execute(Begin);
        foreach (var person in people)
        {
            connection.Execute(AddAccount, person.UserHandle, new byte[400]);
            connection.Execute(AddPasskey, person.Passkey.CredentialId, person.Passkey.Key.Cose);
        }

        connection.Execute(Commit);
    }
}
