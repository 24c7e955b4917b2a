using System.Buffers.Text;
using System.Text.Json;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.Host;

[Property("Case", "MG-01")]
internal sealed class UsersCommandTests
{
    private const string Hash = "pbkdf2_sha256$100000$seasalt$BNZ6eyaNc8qFTJPjrAq99hSYb73EgAdytAtdBg2Sdcc=";

    private const string Ada = $$"""
        { "id": "17", "username": "ada", "email": "ada@example.com", "emailVerified": true, "groups": ["staff"], "claims": { "name": "Ada L.", "given_name": "Ada", "birthdate": "1815-12-10" }, "passwordHash": "{{Hash}}", "scheme": "django-pbkdf2-sha256" }
        """;

    private TemporaryDirectory data = null!;

    [SetUp]
    public void CreateDirectory() => data = new();

    [TearDown]
    public void RemoveDirectory() => data.Dispose();

    [Test]
    public async Task Somebody_is_added_once_and_the_list_shows_them()
    {
        var first = await ImportAsync(Ada);
        var again = await ImportAsync(Ada);

        Assert.That((first.Exit, first.Output), Is.EqualTo((ExitCode.Done, Lines("added      17", "1 added, 0 changed, 0 unchanged, 0 refused."))));
        Assert.That(again.Output, Does.StartWith("unchanged  17"));
        Assert.That((await RunAsync("users", "list")).Output, Does.Match("ada +Active .* yes +staff +ada@example.com").And.Not.Contain("BNZ6"));
        Assert.That((await ListAsync())[0].GetProperty("displayName").GetString(), Is.EqualTo("Ada L."));
    }

    [Test]
    public async Task A_later_file_changes_nobody_who_is_here()
    {
        await ImportAsync(Ada);

        var later = await ImportAsync(Ada.Replace("ada@example.com", "eve@example.com", StringComparison.Ordinal).Replace("staff", "owners", StringComparison.Ordinal));

        Assert.That(later.Output, Does.StartWith("unchanged  17"));
        Assert.That((await RunAsync("users", "list")).Output, Does.Contain("ada@example.com").And.Not.Contain("eve@").And.Not.Contain("owners"));
    }

    [TestCase("""{ "username": "bob" }""", "line 1: id: is required")]
    [TestCase("""not json""", "line 1: is not a JSON object")]
    [TestCase("""{ "id": "1", "id": "2", "username": "bob" }""", "line 1: is not a JSON object, or names a member twice")]
    [TestCase("""{ "id": "1" }""", "1: username: is required where there is no email")]
    [TestCase("""{ "id": "1", "username": "a b" }""", "username: must be letters")]
    [TestCase("""{ "id": "1", "username": "ada@example.com" }""", "username: must be letters")]
    [TestCase("""{ "id": "1", "username": "bob", "email": "bob" }""", "email: must be an e-mail address")]
    [TestCase("""{ "id": "1", "username": "bob", "email": 7 }""", "email: must be a text")]
    [TestCase("""{ "id": "1", "username": "bob", "emailVerified": "yes" }""", "emailVerified: must be true or false")]
    [TestCase("""{ "id": "1", "username": "bob", "groups": ["administrators"] }""", "groups: administrators are not made by a file")]
    [TestCase("""{ "id": "1", "username": "bob", "groups": ["Administrators"] }""", "groups: administrators are not made by a file")]
    [TestCase("""{ "id": "1", "username": "bob", "groups": [1] }""", "groups: must be a list of texts")]
    [TestCase("""{ "id": "1", "username": "bob", "claims": { "birthdate": "yesterday" } }""", "claims.birthdate: must look like")]
    [TestCase("""{ "id": "1", "username": "bob", "claims": { "website": "javascript:alert(1)" } }""", "claims.website: must be an http or https address")]
    [TestCase("""{ "id": "1", "username": "bob", "claims": { "zoneinfo": "Mars/Olympus" } }""", "claims.zoneinfo: must be a time zone")]
    [TestCase("""{ "id": "1", "username": "bob", "password": "secret" }""", "password: passwords in clear are not taken")]
    [TestCase("""{ "id": "1", "username": "bob", "passwordHash": "x" }""", "scheme: is required with passwordHash")]
    [TestCase("""{ "id": "1", "username": "bob", "passwordHash": "$2b$12$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy", "scheme": "bcrypt" }""", "scheme: bcrypt cannot be verified here; those that can are aspnet-identity-v2, ")]
    [TestCase("""{ "id": "1", "username": "bob", "passwordHash": "x", "scheme": "pbkdf2-sha256" }""", "passwordHash: is not a hash of the scheme pbkdf2-sha256")]
    [TestCase("""{ "id": "1", "username": "bob", "userHandle": "!" }""", "userHandle: must be 1 to 64 bytes")]
    [TestCase("""{ "id": "1", "username": "bob", "passkeys": [{}] }""", "passkeys[0].credentialId: is required, in base64url")]
    [TestCase("""{ "id": "1", "username": "bob", "passkeys": [{ "credentialId": "AAAA", "publicKey": "AAAA" }] }""", "passkeys[0].publicKey: must be a COSE key")]
    [TestCase("""{ "id": "1", "username": "bob", "passkeys": [{ "credentialId": "AAAA", "publicKey": "AAAA" }] }""", "userHandle: is required with passkeys")]
    [TestCase("""{ "id": "1", "username": "bob", "passkeys": [{ "credentialId": "AAAA", "publicKey": "AAAA", "rpId": "elsewhere.example" }] }""", "passkeys[0].rpId: is not localhost")]
    [TestCase("""{ "id": "1", "username": "bob", "passkeys": [{ "credentialId": "AAAA", "publicKey": "AAAA", "backedUp": true }] }""", "passkeys[0].backedUp: cannot be true")]
    [TestCase("""{ "id": "1", "username": "bob", "passkeys": [{ "credentialId": "AAAA", "publicKey": "AAAA", "counter": 4294967296 }] }""", "passkeys[0].counter: must be a whole number")]
    public async Task Is_refused(string line, string sentence)
    {
        var answer = await ImportAsync(line);

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(answer.Output, Does.StartWith("refused    ").And.Contain(sentence));
        Assert.That(await ListAsync(), Is.Empty);
    }

    [TestCase("""{ "id": "18", "username": "ADA" }""", "username: belongs to somebody else")]
    [TestCase("""{ "id": "18", "username": "eve", "email": "Ada@Example.com", "emailVerified": true }""", "email: belongs to somebody else")]
    public async Task What_is_somebody_elses_is_refused_and_the_rest_taken(string line, string sentence)
    {
        var answer = await ImportAsync($"{Ada}\n\n{line}");

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Partly));
        Assert.That(answer.Output, Does.Contain("added      17").And.Contain($"refused    18: {sentence}"));
        Assert.That(await ListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Somebody_called_by_their_address_gets_a_name_of_it()
    {
        var answer = await ImportAsync("""
            { "id": "1", "username": "Bob@Example.com", "email": "bob@example.com", "emailVerified": true }
            { "id": "2", "email": "bob@elsewhere.example" }
            """);

        Assert.That(answer.Output, Does.Contain("added      1: username: is bob here").And.Match("added      2: username: is bob-[0-9a-f]{8} here; email: is not verified"));
    }

    [Test]
    public async Task An_id_that_is_a_UUID_stays_what_apps_know_the_person_by()
    {
        await ImportAsync("""{ "id": "6f1c2f0e-6a0b-4f5d-9b0e-0d4f6f1c2f0e", "username": "bob", "shoeSize": 43, "claims": { "shoe": 1 } }""");

        Assert.That((await ListAsync())[0].GetProperty("id").GetString(), Is.EqualTo("6f1c2f0e-6a0b-4f5d-9b0e-0d4f6f1c2f0e"));
    }

    [Test]
    public async Task What_is_not_known_is_pointed_out() => Assert.That(
        (await ImportAsync("""{ "id": "1", "username": "bob", "shoeSize": 43, "claims": { "shoe": 1 } }""")).Output,
        Does.Contain("shoeSize: is not known here and changes nothing").And.Contain("claims.shoe: is not known here"));

    [Test]
    public async Task Two_people_with_one_passkey_are_one_too_many()
    {
        var line = $$"""{ "id": "1", "username": "bob", "userHandle": "AAAB", "passkeys": [{{Passkey("Ym9i")}}] }""";

        var answer = await ImportAsync(line + "\n" + line.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)
            .Replace("bob", "eve", StringComparison.Ordinal).Replace("AAAB", "AAAC", StringComparison.Ordinal));

        Assert.That(answer.Output, Does.Contain("added      1").And.Contain("refused    2: passkeys[0].credentialId: belongs to somebody else"));
    }

    [Test]
    public async Task Everything_is_in_the_audit_and_no_hash_is()
    {
        await ImportAsync(Ada);

        var audit = (await RunAsync("audit", "export")).Output;

        Assert.That(audit, Does.Contain("account.created").And.Contain("auth.password.imported").And.Not.Contain("BNZ6eyaN"));
    }

    [Test]
    public async Task Programs_are_told_in_JSON()
    {
        var answer = await ImportAsync("""{ "id": "1" }""", "--json");

        using var json = JsonDocument.Parse(answer.Output);
        Assert.That(json.RootElement.GetProperty("entries")[0].GetProperty("faults").GetArrayLength(), Is.EqualTo(1));
    }

    private static string Passkey(string credentialId)
    {
        using var passkey = new SoftPasskey("localhost", [0]);
        return $$"""{ "credentialId": "{{credentialId}}", "publicKey": "{{Base64Url.EncodeToString(passkey.Key.Cose)}}", "counter": 0, "transports": ["internal", "hybrid"] }""";
    }

    private async Task<CommandAnswer> ImportAsync(string lines, params string[] options)
    {
        var file = Path.Combine(data.Path, "people.jsonl");
        await File.WriteAllTextAsync(file, lines);
        return await RunAsync(["users", "import", file, .. options]);
    }

    private Task<CommandAnswer> RunAsync(params string[] args) => CommandAnswer.OfAsync(data.Path, args);

    private async Task<List<JsonElement>> ListAsync()
    {
        using var json = JsonDocument.Parse((await RunAsync("users", "list", "--json")).Output);
        return [.. json.RootElement.GetProperty("users").Clone().EnumerateArray()];
    }

    private static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + System.Environment.NewLine));
}
