using System.Text;
using System.Text.Json;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Host;

/// <summary>People in a table, as a spreadsheet saves it.</summary>
[Property("Case", "MG-01")]
internal sealed class UsersImportTableTests
{
    private const string Hash = "pbkdf2_sha256$100000$seasalt$BNZ6eyaNc8qFTJPjrAq99hSYb73EgAdytAtdBg2Sdcc=";

    private TemporaryDirectory data = null!;

    [SetUp]
    public void CreateDirectory() => data = new();

    [TearDown]
    public void RemoveDirectory() => data.Dispose();

    [TestCase("", "has no heading")]
    [TestCase("username,email\nbob,", "has no column id")]
    [TestCase("id,username,username\n1,bob,bob", "names a column twice")]
    [TestCase("id,,username\n1,,bob", "names a column with nothing")]
    [TestCase("id,claims,claims.name\n1,,Bob", "has the column claims as well as claims.name")]
    [TestCase("id,\"username\n1,bob", "has a heading with a quotation mark out of place")]
    public async Task A_table_is_refused_whose_heading(string table, string sentence)
    {
        var answer = await ImportAsync(table);

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(answer.Error, Does.StartWith("malformed_file: people.csv ").And.Contain(sentence));
        Assert.That(await ListAsync(), Is.EqualTo("[]"));
    }

    [TestCase("id,username\n1", "line 2: has 1 cell where the heading has 2")]
    [TestCase("id,username\n1,bob,3", "line 2: has 3 cells where the heading has 2")]
    [TestCase("id,username\n1,\"bob", "line 2: has a quotation mark out of place")]
    [TestCase("id,username\n,bob", "line 2: id: is required")]
    [TestCase("id,username,emailVerified\n1,bob,yes", "1: emailVerified: must be true or false")]
    [TestCase("id,username,groups\n1,bob,staff;administrators", "1: groups: administrators are not made by a file")]
    [TestCase("id,username,claims.birthdate\n1,bob,10.12.1815", "1: claims.birthdate: must look like")]
    [TestCase("id,username,password\n1,bob,secret", "1: password: passwords in clear are not taken")]
    [TestCase("id,username,passkeys\n1,bob,[]", "1: passkeys: must be a list of objects")]
    [TestCase("id,username,passwordHash,scheme\n1,bob,$2b$12$N9qo8uLOickgx2ZMRZoMye,bcrypt", "1: scheme: bcrypt cannot be verified here")]
    public async Task A_row_is_refused(string table, string sentence)
    {
        var answer = await ImportAsync(table);

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(answer.Output, Does.StartWith("refused    ").And.Contain(sentence));
        Assert.That(await ListAsync(), Is.EqualTo("[]"));
    }

    [Test]
    public async Task Letters_of_an_old_code_page_are_refused_and_not_garbled()
    {
        var answer = await ImportAsync(Encoding.Latin1.GetBytes("id,username,claims.name\n1,bob,Müller\n2,eve,Eve"));

        Assert.That(answer.Output, Does.Contain("refused    line 2: is not UTF-8").And.Contain("added      2"));
    }

    [Test]
    public async Task A_row_that_cannot_be_read_costs_only_itself()
    {
        var answer = await ImportAsync("id,username,claims.name\n1,bob,\"Bob\nthe Builder\"\n2,eve,Eve");

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Partly));
        Assert.That(answer.Output, Does.Contain("refused    line 2").And.Contain("refused    line 3").And.Contain("added      2"));
    }

    [Test]
    public async Task Says_the_same_as_JSON_Lines()
    {
        await ImportAsync($"""
            id,username,email,emailVerified,groups,claims.name,claims.given_name,claims.address.locality,passwordHash,scheme,createdAt
            17,ada,ada@example.com,TRUE,staff; owners,"Lovelace, Ada",Ada,London,{Hash},django-pbkdf2-sha256,2019-04-01T08:00:00Z
            18,,bob@example.com,false,,,,,,,

            """);
        var table = await ListAsync();
        data.Dispose();
        data = new();

        await ImportLinesAsync($$$"""
            {"id":"17","username":"ada","email":"ada@example.com","emailVerified":true,"groups":["staff","owners"],"claims":{"name":"Lovelace, Ada","given_name":"Ada","address":{"locality":"London"}},"passwordHash":"{{{Hash}}}","scheme":"django-pbkdf2-sha256","createdAt":"2019-04-01T08:00:00Z"}
            {"id":"18","email":"bob@example.com","emailVerified":false}
            """);

        Assert.That(Comparable(table), Is.EqualTo(Comparable(await ListAsync())).And.Count.EqualTo(2));
        Assert.That(Comparable(table)[0], Does.Contain("Lovelace, Ada").And.Contain("owners, staff").And.Contain("2019-04-01"));
    }

    [Test]
    public async Task Semicolons_may_part_the_cells_too()
    {
        var answer = await ImportAsync("id;username;groups\r\n1;bob;\"staff;owners\"\r\n");

        Assert.That(answer.Output, Does.StartWith("added      1"));
        Assert.That(await ListAsync(), Does.Contain("staff").And.Contain("owners"));
    }

    [TestCase("2019-04-01")]
    [TestCase("2019-04-01T08:00:00")]
    [TestCase("2999-04-01T08:00:00Z")]
    [TestCase("yesterday")]
    public async Task Nobody_was_there_since_a_moment_that_is_none_or_not_past(string moment)
    {
        var answer = await ImportAsync($"id,username,createdAt\n1,bob,{moment}");

        Assert.That(answer.Output, Does.Contain("createdAt: must be a moment in the past such as 2019-04-01T08:00:00Z"));
    }

    private static List<string> Comparable(string users)
    {
        using var json = JsonDocument.Parse(users);
        return [.. json.RootElement.EnumerateArray().Select(user => string.Join(' ',
            user.GetProperty("userName"), user.GetProperty("displayName"), user.GetProperty("email"), user.GetProperty("emailVerified"), user.GetProperty("hasPassword"),
            string.Join(", ", user.GetProperty("groups").EnumerateArray()), user.GetProperty("userName").GetString() is "ada" ? user.GetProperty("createdAt") : ""))];
    }

    private Task<CommandAnswer> ImportAsync(string table) => ImportAsync(Encoding.UTF8.GetBytes(table));

    private async Task<CommandAnswer> ImportAsync(byte[] table, string name = "people.csv")
    {
        var file = Path.Combine(data.Path, name);
        await File.WriteAllBytesAsync(file, table);
        return await CommandAnswer.OfAsync(data.Path, "users", "import", file);
    }

    private Task<CommandAnswer> ImportLinesAsync(string lines) => ImportAsync(Encoding.UTF8.GetBytes(lines), "people.jsonl");

    private async Task<string> ListAsync()
    {
        using var json = JsonDocument.Parse((await CommandAnswer.OfAsync(data.Path, "users", "list", "--json")).Output);
        return json.RootElement.GetProperty("users").GetRawText();
    }
}
