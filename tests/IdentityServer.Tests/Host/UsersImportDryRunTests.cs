using System.Buffers.Text;
using System.Text.Json;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.Host;

[Property("Case", "MG-01")]
internal sealed class UsersImportDryRunTests
{
    private TemporaryDirectory data = null!;

    [SetUp]
    public void CreateDirectory() => data = new();

    [TearDown]
    public void RemoveDirectory() => data.Dispose();

    [Test]
    public async Task A_dry_run_writes_nothing()
    {
        var answer = await ImportAsync("""{ "id": "1", "username": "bob", "email": "bob@example.com", "emailVerified": true, "groups": ["staff"] }""", "--dry-run");

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Done));
        Assert.That(answer.Output, Does.StartWith("added      1").And.Contain("1 added, 0 changed, 0 unchanged, 0 refused. This was a dry run: nothing was written."));
        Assert.That((await RunAsync("users", "list", "--json")).Output, Does.Not.Contain("bob"));
        Assert.That((await RunAsync("audit", "export")).Output, Does.Not.Contain("account.created"));
    }

    [Test]
    public async Task It_says_what_the_import_then_does()
    {
        await ImportAsync("""{ "id": "1", "username": "ada", "email": "ada@example.com", "emailVerified": true }""");
        var passkey = Passkey("ZXZl");
        var file = $$"""
            { "id": "1", "username": "ada" }
            { "id": "2", "username": "ADA" }
            { "id": "3", "username": "eve", "email": "Ada@example.com", "emailVerified": true }
            { "id": "4", "username": "eve", "userHandle": "AAAB", "passkeys": [{{passkey}}] }
            { "id": "5", "username": "Eve" }
            { "id": "6", "username": "mallory", "userHandle": "AAAB" }
            { "id": "7", "username": "mallory", "userHandle": "AAAC", "passkeys": [{{passkey}}] }
            { "id": "8", "username": "mallory", "userHandle": "AAAD", "passkeys": [{{Passkey("eA")}}, {{Passkey("eA")}}] }
            { "id": "9", "email": "eve@elsewhere.example" }
            { "id": "10", "username": "carol", "email": "carol@example.com", "emailVerified": true }
            { "id": "11", "username": "dan", "email": "Carol@example.com", "emailVerified": true }
            { "id": "12", "username": "erin", "passwordHash": "x", "scheme": "bcrypt" }
            { "id": "12", "username": "erin" }
            { "id": "6f1c2f0e-6a0b-4f5d-9b0e-0d4f6f1c2f0e", "username": "frank" }
            { "id": "6F1C2F0E-6a0b-4f5d-9b0e-0d4f6f1c2f0e", "username": "grace" }
            """;

        var dry = await ImportAsync(file, "--dry-run");
        var done = await ImportAsync(file);

        Assert.That(done.Exit, Is.EqualTo(ExitCode.Partly));
        Assert.That(dry.Exit, Is.EqualTo(done.Exit));
        Assert.That(dry.Output.Replace(" This was a dry run: nothing was written.", "", StringComparison.Ordinal), Is.EqualTo(done.Output));
        Assert.That(done.Output, Does.Contain("4 added, 0 changed, 1 unchanged, 10 refused."));
    }

    [Test]
    public async Task Somebody_whose_handle_or_passkey_is_here_is_refused_in_a_dry_run_too()
    {
        await ImportAsync($$"""{ "id": "1", "username": "bob", "userHandle": "AAAB", "passkeys": [{{Passkey("Ym9i")}}] }""");

        var answer = await ImportAsync($$"""
            { "id": "2", "username": "eve", "userHandle": "AAAB" }
            { "id": "3", "username": "eve", "userHandle": "AAAC", "passkeys": [{{Passkey("Ym9i")}}] }
            """, "--dry-run");

        Assert.That(answer.Output, Does.Contain("refused    2: userHandle: belongs to somebody else").And.Contain("refused    3: passkeys[0].credentialId: belongs to somebody else"));
    }

    [Test]
    public async Task Somebody_refused_takes_nothing_from_those_after_them()
    {
        var answer = await ImportAsync("""
            { "id": "1", "username": "bob", "email": "nonsense" }
            { "id": "2", "username": "bob" }
            """, "--dry-run");

        Assert.That(answer.Output, Does.Contain("refused    1").And.Contain("added      2"));
    }

    [Test]
    public async Task Programs_are_told_that_it_was_a_dry_run()
    {
        using var json = JsonDocument.Parse((await ImportAsync("""{ "id": "1", "username": "bob" }""", "--dry-run", "--json")).Output);

        Assert.That((json.RootElement.GetProperty("dryRun").GetBoolean(), json.RootElement.GetProperty("added").GetInt32()), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task Who_was_refused_is_written_to_a_table_that_no_spreadsheet_runs()
    {
        var refused = Path.Combine(data.Path, "refused.csv");

        await ImportAsync("""
            { "id": "=HYPERLINK(\"https://evil.example\")", "username": "a \"b\"" }
            { "id": "2", "username": "bob" }
            { "id": "3" }
            """, "--dry-run", "--refused", refused);

        Assert.That(await File.ReadAllLinesAsync(refused), Is.EqualTo(new[]
        {
            "\"id\",\"faults\"",
            "\"'=HYPERLINK(\"\"https://evil.example\"\")\",\"username: must be letters, digits and . _ - +, at most 64; or the same as email\"",
            "\"3\",\"username: is required where there is no email\"",
        }));
    }

    [Test]
    public async Task No_file_is_replaced_by_the_table_of_refusals()
    {
        var refused = Path.Combine(data.Path, "refused.csv");
        await File.WriteAllTextAsync(refused, "mine");

        var answer = await ImportAsync("""{ "id": "1", "username": "bob" }""", "--refused", refused);

        Assert.That((answer.Exit, await File.ReadAllTextAsync(refused)), Is.EqualTo((ExitCode.Refused, "mine")));
        Assert.That(answer.Error, Does.StartWith("file_exists: "));
        Assert.That((await RunAsync("users", "list", "--json")).Output, Does.Not.Contain("bob"));
    }

    private static string Passkey(string credentialId)
    {
        using var passkey = new SoftPasskey("localhost", [0]);
        return $$"""{ "credentialId": "{{credentialId}}", "publicKey": "{{Base64Url.EncodeToString(passkey.Key.Cose)}}" }""";
    }

    private async Task<CommandAnswer> ImportAsync(string lines, params string[] options)
    {
        var file = Path.Combine(data.Path, "people.jsonl");
        await File.WriteAllTextAsync(file, lines);
        return await RunAsync(["users", "import", file, .. options]);
    }

    private Task<CommandAnswer> RunAsync(params string[] args) => CommandAnswer.OfAsync(data.Path, args);
}
