using System.Globalization;
using System.Text.Json;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Interop;

/// <summary>mod_auth_openidc, which stands before countless old applications: form_post, a secret in the form, back and away again.</summary>
internal sealed class ApacheTests : InteropTest
{
    private const string Modules = "/usr/lib/apache2/modules";

    private readonly int port = OtherProgram.FreePort();

    private string Site => $"http://localhost:{port}";

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("IdentityServer:Outgoing:AllowedOrigins:0", Site)];

    [OneTimeSetUp]
    public static void Look()
    {
        if (!OtherProgram.IsInstalled("apache2") || !File.Exists($"{Modules}/mod_auth_openidc.so"))
            Assert.Ignore("Apache and mod_auth_openidc are not installed.");
    }

    [Test]
    public async Task Somebody_signs_in_is_known_stays_and_leaves()
    {
        var app = new Registration
        {
            Name = "Apache",
            RedirectUri = $"{Site}/app/openid",
            PostLogoutRedirectUri = $"{Site}/signed-out.html",
            FirstParty = false,
            Proof = new ClientProof.SecretPost(StrictText.Random()),
        };
        await Host.RegisterAsync(app);
        using var work = MakeSite();
        await using var apache = await StartAsync(work, app);

        await Page.GotoAsync($"{Site}/app/page.html");
        await AllowAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Inside");

        var before = await InfoAsync();
        Assert.That(before.GetProperty("userinfo").GetProperty("preferred_username").GetString(), Is.EqualTo("ada"));
        Assert.That(before.GetProperty("id_token").GetProperty("iss").GetString(), Is.EqualTo(Origin));

        await Page.GotoAsync($"{Site}/app/openid?refresh={Site}/app/page.html&access_token={before.GetProperty("access_token").GetString()}");
        var after = await InfoAsync();
        Assert.That(after.GetProperty("access_token").GetString(), Is.Not.EqualTo(before.GetProperty("access_token").GetString()));
        Assert.That(after.GetProperty("refresh_token").GetString(), Is.Not.EqualTo(before.GetProperty("refresh_token").GetString()));

        await Page.GotoAsync($"{Site}/app/openid?logout={Uri.EscapeDataString($"{Site}/signed-out.html")}");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Outside");
        await ShouldHaveNoSessionAsync();
    }

    private async Task<JsonElement> InfoAsync()
    {
        await Page.GotoAsync($"{Site}/app/openid?info=json");
        return JsonDocument.Parse(await Page.Locator("body").InnerTextAsync()).RootElement;
    }

    private static TemporaryDirectory MakeSite()
    {
        var work = new TemporaryDirectory();
        Directory.CreateDirectory(work.File("app"));
        File.WriteAllText(work.File("app/page.html"), """<!doctype html><html lang="en"><title>Inside</title><link rel="icon" href="data:,"><h1>Inside</h1></html>""");
        File.WriteAllText(work.File("signed-out.html"), """<!doctype html><html lang="en"><title>Outside</title><link rel="icon" href="data:,"><h1>Outside</h1></html>""");
        // Browsers ask for it beside the JSON, which cannot say that there is none.
        File.WriteAllText(work.File("favicon.ico"), "");
        // Started by root, Apache serves as somebody else.
        if (!OperatingSystem.IsWindows())
            foreach (var folder in (string[])[work.Path, work.File("app")])
                File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        return work;
    }

    private Task<OtherProgram> StartAsync(TemporaryDirectory work, Registration app) => OtherProgram.StartAsync(
        "/usr/sbin/apache2", ["-f", Path.Combine(Folder, "apache.conf"), "-D", "FOREGROUND"], port, new()
        {
            ["WORK"] = work.Path,
            ["MODULES"] = Modules,
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["ISSUER"] = Origin,
            ["CLIENT_ID"] = app.ClientId,
            ["CLIENT_SECRET"] = ((ClientProof.SecretPost)app.Proof).Secret,
            ["PASSPHRASE"] = StrictText.Random(),
        });
}
