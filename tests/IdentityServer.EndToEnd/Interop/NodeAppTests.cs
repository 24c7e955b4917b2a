using System.Globalization;
using System.Text.Json;
using IdentityServer.TestKit.Relying;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Interop;

/// <summary>The certified libraries of the Node.js world, as tests/interop uses them.</summary>
[TestFixture("openid-client")]
[TestFixture("oauth4webapi")]
internal sealed class NodeAppTests(string library) : InteropTest
{
    [OneTimeSetUp]
    public static async Task InstallAsync()
    {
        if (!OtherProgram.IsInstalled("node") || !OtherProgram.IsInstalled("npm"))
            Assert.Ignore("Node.js is not installed.");
        if (!await OtherProgram.RunAsync("node", ["-e", "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)"], Folder))
            Assert.Ignore("The libraries need Node.js 20.");
        if (!await OtherProgram.RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--silent"], Folder))
            Assert.Ignore("npm cannot install the libraries here.");
    }

    [Test]
    public async Task Somebody_signs_in_is_known_stays_and_leaves()
    {
        var (port, key) = (OtherProgram.FreePort(), AppKey.Es256());
        var origin = $"http://localhost:{port}";
        var app = new Registration
        {
            Name = library,
            RedirectUri = $"{origin}/callback",
            PostLogoutRedirectUri = $"{origin}/",
            FirstParty = false,
            Proof = library is "oauth4webapi" ? new ClientProof.PrivateKeyJwt(key) : new ClientProof.SecretBasic("a secret with : and %"),
            IdTokenAlgorithm = library is "oauth4webapi" ? "ES256" : "RS256",
        };
        await Host.RegisterAsync(app);
        await using var program = await OtherProgram.StartAsync("node", [Path.Combine(Folder, $"{library}.mjs")], port, new()
        {
            ["ISSUER"] = Origin,
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["CLIENT_ID"] = app.ClientId,
            ["CLIENT_SECRET"] = (app.Proof as ClientProof.SecretBasic)?.Secret ?? "",
            ["CLIENT_KEY"] = key.PrivateJwk.ToJsonString(),
        });

        await Page.GotoAsync(origin);
        await ClickAsync("Sign in");
        await AllowAsync();
        await ShouldSayAsync("Signed in");
        var claims = await ReadAsync("claims");
        Assert.That(claims.GetProperty("iss").GetString(), Is.EqualTo(Origin));
        Assert.That(claims.GetProperty("amr").EnumerateArray().Select(it => it.GetString()), Does.Contain("pop"));

        await ClickAsync("Ask userinfo");
        Assert.That((await ReadAsync("userinfo")).GetProperty("preferred_username").GetString(), Is.EqualTo("ada"));

        await ClickAsync("Refresh");
        await ClickAsync("Refresh");
        Assert.That((await ReadAsync("refreshed")).GetInt32(), Is.EqualTo(2));

        await ClickAsync("Sign out");
        await ShouldSayAsync("Signed out");
        await ShouldHaveNoSessionAsync();
    }

    private Task ClickAsync(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

    private Task ShouldSayAsync(string heading) =>
        Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    private async Task<JsonElement> ReadAsync(string id) =>
        JsonDocument.Parse(await Page.Locator($"#{id}").InnerTextAsync()).RootElement;
}
