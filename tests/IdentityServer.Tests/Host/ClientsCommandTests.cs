using System.Text.Json;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Host;

internal sealed class ClientsCommandTests
{
    private const string Shop = """
        { "client_id": "shop", "client_name": "The shop", "client_secret": "0123456789abcdef0123456789abcdef",
          "redirect_uris": ["https://shop.test/callback"] }
        """;

    private TemporaryDirectory data = null!;

    [SetUp]
    public void CreateDirectory() => data = new();

    [TearDown]
    public void RemoveDirectory() => data.Dispose();

    [Test]
    public async Task An_app_is_added_once_and_the_list_shows_it_without_its_secret()
    {
        var first = await ImportAsync($"[{Shop}]");
        var again = await ImportAsync($"[{Shop}]");

        Assert.That((first.Exit, first.Output), Is.EqualTo((ExitCode.Done, Lines("added      shop", "1 added, 0 changed, 0 unchanged, 0 refused."))));
        Assert.That(again.Output, Does.StartWith("unchanged  shop"));
        Assert.That((await RunAsync("clients", "list")).Output, Does.Match("shop +Enabled +client_secret_basic .*The shop").And.Not.Contain("0123456789abcdef"));
    }

    [Test]
    public async Task What_is_left_out_has_its_default_again_and_secrets_stay()
    {
        await ImportAsync($"[{Shop}]");

        var changed = await ImportAsync("""[{ "client_id": "shop", "redirect_uris": ["https://shop.test/callback"] }]""");

        var client = (await ListAsync())[0];
        Assert.That(changed.Output, Does.StartWith("changed    shop"));
        Assert.That(client.GetProperty("metadata").TryGetProperty("client_name", out _), Is.False);
        Assert.That(client.GetProperty("state").GetString(), Is.EqualTo("enabled"));
    }

    [Test]
    public async Task Good_entries_are_taken_and_bad_ones_refused_with_everything_that_is_wrong()
    {
        var answer = await ImportAsync($$"""
            [{{Shop}}, { "client_id": "bad", "redirect_uris": ["http://app.test/cb", "https://*.test/cb"], "token_endpoint_auth_method": "none" }, {{Shop}}, 7, { "client_name": "nameless" }]
            """);

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Partly));
        Assert.That(answer.Output.Split(System.Environment.NewLine), Has.Some.EqualTo("added      shop")
            .And.Some.Match("^refused    bad: redirect_uris: must use https .*; redirect_uris: must not have a wildcard")
            .And.Some.EqualTo("refused    shop: client_id: stands in the file twice")
            .And.Some.StartsWith("refused    entry 4: is not a JSON object")
            .And.Some.EqualTo("refused    entry 5: client_id: is required")
            .And.Some.EqualTo("1 added, 0 changed, 0 unchanged, 4 refused."));
        Assert.That(await ListAsync(), Has.Count.EqualTo(1));
    }

    [TestCase("https://*.test/cb")]
    [TestCase("https://app.test/cb#x")]
    [TestCase("http://app.test/cb")]
    [TestCase("myapp:/cb")]
    [TestCase("javascript:alert(1)")]
    [TestCase("data:text/html,x")]
    [Property("Case", "R04"), Property("Case", "R05"), Property("Case", "R10"), Property("Case", "R11"), Property("Case", "R12")]
    public async Task No_dangerous_address_gets_in_by_a_file(string uri)
    {
        var answer = await ImportAsync($$"""[{ "client_id": "app", "client_secret": "0123456789abcdef0123456789abcdef", "redirect_uris": ["{{uri}}"], "post_logout_redirect_uris": ["{{uri}}"] }]""");

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(answer.Output, Does.Contain(" redirect_uris: must").And.Contain("post_logout_redirect_uris: must"));
    }

    [Test]
    public async Task What_is_not_known_and_what_is_short_is_pointed_out()
    {
        var answer = await ImportAsync("""
            [{ "client_id": "app", "client_secret": "secret", "redirect_uris": ["https://app.test/cb"], "redirect_uri": "https://app.test/cb" }]
            """);

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Done));
        Assert.That(answer.Output, Does.Contain("redirect_uri: is not known here and changes nothing").And.Contain("client_secret: is shorter than 32"));
    }

    [TestCase("""{ "client_secret": "" }""")]
    [TestCase("""{ "client_secret": 7 }""")]
    [TestCase("""{ "client_secret": "x", "client_secret_expires_at": "soon" }""")]
    [TestCase("""{ "client_secret": "x", "client_secrets": [{ "value": "y" }] }""")]
    [TestCase("""{ "client_secrets": [] }""")]
    [TestCase("""{ "client_secrets": [{}] }""")]
    [TestCase("""{ "client_secrets": ["x"] }""")]
    [TestCase("""{ "client_secret": "x", "token_endpoint_auth_method": "none" }""")]
    [TestCase("""{ }""")]
    public async Task Secrets_that_cannot_be_read_or_do_not_fit_are_refused(string members)
    {
        var answer = await ImportAsync($$"""[{ "client_id": "app", "redirect_uris": ["https://app.test/cb"], {{members.Trim('{', '}', ' ')}} }]""".Replace(",  }", " }", StringComparison.Ordinal));

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Refused), answer.Output);
        Assert.That(answer.Output, Does.StartWith("refused    app: "));
    }

    [Test]
    public async Task Programs_are_told_in_JSON()
    {
        var answer = await ImportAsync("""[{ "client_id": "bad" }]""", "--json");

        using var json = JsonDocument.Parse(answer.Output);
        Assert.That(json.RootElement.GetProperty("refused").GetInt32(), Is.EqualTo(1));
        var entry = json.RootElement.GetProperty("entries")[0];
        Assert.That(entry.GetProperty("id").GetString(), Is.EqualTo("bad"));
        Assert.That(entry.GetProperty("outcome").GetString(), Is.EqualTo("refused"));
        Assert.That(entry.GetProperty("faults").GetArrayLength(), Is.GreaterThan(0));
    }

    [TestCase("{}", "malformed_file")]
    [TestCase("[", "malformed_file")]
    [TestCase("", "malformed_file")]
    public async Task A_file_that_is_no_array_is_refused_whole(string content, string code)
    {
        var answer = await ImportAsync(content);

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(answer.Error, Does.StartWith(code));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_refused() =>
        Assert.That((await RunAsync("clients", "import", Path.Combine(data.Path, "none.json"))).Error, Does.StartWith("no_file: "));

    [Test]
    public async Task An_app_can_be_switched_off_and_an_import_leaves_it_so()
    {
        await ImportAsync($"[{Shop}]");

        Assert.That((await RunAsync("clients", "disable", "shop")).Output, Does.StartWith("shop is disabled."));
        await ImportAsync($"[{Shop.Replace("The shop", "Our shop", StringComparison.Ordinal)}]");
        Assert.That((await RunAsync("clients", "list")).Output, Does.Match("shop +Disabled .*Our shop"));

        Assert.That((await RunAsync("clients", "enable", "shop")).Exit, Is.EqualTo(ExitCode.Done));
        Assert.That((await RunAsync("clients", "enable", "nobody")).Error, Does.StartWith("unknown_client: "));
    }

    [Test]
    public async Task Every_change_is_in_the_audit_and_no_secret_is()
    {
        await ImportAsync($"[{Shop}]");
        await ImportAsync($"[{Shop.Replace("0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210", StringComparison.Ordinal)}]");
        await ImportAsync("""[{ "client_id": "shop", "redirect_uris": ["https://shop.test/other"] }]""");

        var audit = (await RunAsync("audit", "export", "--type", "admin.client")).Output;

        Assert.That(audit, Does.Contain("admin.client.created").And.Contain("admin.client.secret_changed").And.Contain("admin.client.updated"));
        Assert.That(audit, Does.Contain("redirect_uris").And.Not.Contain("0123456789abcdef").And.Not.Contain("fedcba"));
    }

    [Test]
    public async Task APIs_are_imported_the_same_way()
    {
        const string api = """{ "resource": "https://orders.test", "name": "Orders", "scopes": ["orders.read"] }""";

        var first = await ImportAsync($"[{api}]", "resources");
        var again = await ImportAsync($"[{api}]", "resources");
        var changed = await ImportAsync($"[{api.Replace("Orders", "All orders", StringComparison.Ordinal)}]", "resources");
        var refused = await ImportAsync("""[{ "resource": "orders" }]""", "resources");

        Assert.That(first.Output, Does.StartWith("added      https://orders.test"));
        Assert.That(again.Output, Does.StartWith("unchanged  https://orders.test"));
        Assert.That(changed.Output, Does.StartWith("changed    https://orders.test"));
        Assert.That(refused.Output, Does.StartWith("refused    orders: resource: must be an absolute URI"));
    }

    private async Task<CommandAnswer> ImportAsync(string json, string option = "clients")
    {
        var file = Path.Combine(data.Path, "import.json");
        await File.WriteAllTextAsync(file, json);
        return option is "--json" ? await RunAsync("clients", "import", file, option) : await RunAsync(option, "import", file);
    }

    private Task<CommandAnswer> RunAsync(params string[] args) => CommandAnswer.OfAsync(data.Path, args);

    private async Task<List<JsonElement>> ListAsync()
    {
        using var json = JsonDocument.Parse((await RunAsync("clients", "list", "--json")).Output);
        return [.. json.RootElement.GetProperty("clients").Clone().EnumerateArray()];
    }

    private static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + System.Environment.NewLine));
}
