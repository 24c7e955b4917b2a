using System.Text.RegularExpressions;
using IdentityServer.TestKit;
using IdentityServer.Tests.Data;

namespace IdentityServer.Tests.Passkeys;

/// <summary>
/// A public key that is exchanged is an account taken over. So one short file has every sentence that changes the table, and
/// whoever reviews that file has seen them all.
/// </summary>
[Property("Case", "S2-28")]
internal sealed partial class PasskeyTableTests
{
    private const string TheFile = "src/IdentityServer/Passkeys/PasskeyStatements.cs";

    [Test]
    public void One_file_writes_it() => Assert.That(FilesThat(ChangesIt().IsMatch), Is.EqualTo(new[] { TheFile }));

    [Test]
    public void Every_statement_that_writes_it_stands_in_that_file()
    {
        var names = Statements.All.Where(it => ChangesIt().IsMatch(it.Statement.Sql)).Select(it => it.Name).ToList();

        Assert.That(names, Has.Count.GreaterThan(5).And.All.StartsWith("PasskeyStatements."));
    }

    [Test]
    public void Nothing_tracks_its_rows_or_purges_them() => Assert.That(FilesThat(TracksIt().IsMatch), Is.Empty);

    [Test]
    public void Its_key_account_and_flags_never_change() => Assert.That(
        Statements.All.Where(it => Updates().IsMatch(it.Statement.Sql) && Sealed().IsMatch(it.Statement.Sql)).Select(it => it.Name),
        Is.EqualTo(new[] { "PasskeyStatements.Trust" }), "the seal is made anew there");

    [TestCase("""UPDATE "Passkeys" SET "PublicKey" = @key""")]
    [TestCase("""DELETE  FROM "Passkeys" WHERE 1 = 1""")]
    [TestCase("""insert into "Passkeys" ("Id")""")]
    public void A_change_is_seen(string sql) => Assert.That(ChangesIt().IsMatch(sql));

    private static IEnumerable<string> FilesThat(Func<string, bool> holds)
    {
        var sources = Repository.File("src");
        return Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(file => holds(File.ReadAllText(file)))
            .Select(file => "src/" + Path.GetRelativePath(sources, file));
    }

    [GeneratedRegex("""\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"Passkeys"(?!\.)""", RegexOptions.IgnoreCase)]
    private static partial Regex ChangesIt();

    [GeneratedRegex("""^\s*UPDATE\s+"Passkeys" """, RegexOptions.IgnoreCase)]
    private static partial Regex Updates();

    [GeneratedRegex("""[,\s](?:SET\s+)?"(?:PublicKey|CredentialId|AccountId|BackupEligible|UserVerified|RelyingPartyId|Mac)" = @(?!account\b)""")]
    private static partial Regex Sealed();

    [GeneratedRegex("""Set<Passkey>\(\)|DbSet<Passkey>|PurgeRule\("Passkeys"|AddPurge\(new\("Passkeys" """)]
    private static partial Regex TracksIt();
}
