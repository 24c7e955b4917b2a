using System.Text.Json;
using IdentityServer.Accounts.SignUp;
using IdentityServer.TestKit;
using IdentityServer.Tests.Passkeys.SignUp;

namespace IdentityServer.Tests.Passkeys;

/// <summary>Wherever somebody is about to make a passkey, the page says what it is, how it works and where it will be.</summary>
internal sealed class PlainPagesTests() : SignUpScene(SignUpMode.Invitation)
{
    private const string What = "S1-33";
    private const string How = "S1-34";
    private const string Where = "S1-35";

    private static readonly Dictionary<(string, string), string> Sentences = new()
    {
        [("en", What)] = "takes the place of a password",
        [("en", How)] = "fingerprint, face or the PIN of your device",
        [("en", Where)] = "on this device or in your password manager",
        [("de", What)] = "tritt an die Stelle eines Passworts",
        [("de", How)] = "Fingerabdruck, Gesicht oder der PIN Ihres Geräts",
        [("de", Where)] = "auf diesem Gerät oder in Ihrem Passwortmanager",
    };

    [Property("Case", $"{What} {How} {Where}")]
    [TestCase("en")]
    [TestCase("de")]
    public async Task Every_page_that_makes_passkeys_explains_them(string language)
    {
        using var administrator = new Visitor(Host);
        await administrator.OpenSetupLinkAsync();
        await ShouldExplainAsync(administrator, "/setup", language);

        await OpenAsync(Newcomer, await InviteAsync());
        await ShouldExplainAsync(Newcomer, "/sign-up/new", language);

        using var ada = await Visitor.SetUpAsync(Host, "grace");
        await ada.SignInAsync();
        await ShouldExplainAsync(ada, "/account/passkeys/add", language);
        await ShouldExplainAsync(ada, "/account/passkeys/here", language);
    }

    [Test, Property("Case", "S1-37")]
    public async Task What_was_made_is_confirmed_at_once_with_what_to_do_next_time()
    {
        using var ada = await Visitor.SetUpAsync(Host, "grace");
        await ada.SignInAsync();
        using var phone = ada.WithAnotherDevice();
        var made = await phone.EnrolAsync();
        var next = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("next").GetString()!;

        var page = (await ada.Http.ReadPageAsync(next)).QuerySelector("main")!.TextContent;

        Assert.That(page, Does.Contain("Your passkey is ready").And.Contain("Next time, choose “").And.Contain("Devices of several makers"));
    }

    [Property("Case", "S1-53 S1-54 S1-90")]
    [TestCase("en", "iPhone and a Windows PC", "password manager that runs on all your devices", "Lost a device?")]
    [TestCase("de", "iPhone und ein Windows-PC", "Passwortmanager, der auf allen Ihren Geräten läuft", "Gerät verloren?")]
    public async Task A_page_for_everybody_tells_of_several_devices_several_makers_and_lost_ones(string language, params string[] said)
    {
        var page = await ReadAsync(Newcomer, "/help", language);

        foreach (var sentence in said)
            Assert.That(page, Does.Contain(sentence));
    }

    [Property("Case", "S1-90")]
    [TestCase("/sign-in")]
    [TestCase("/setup")]
    public async Task The_pages_lead_to_it(string path)
    {
        await Newcomer.OpenSetupLinkAsync();

        Assert.That((await Newcomer.Http.ReadPageAsync(path)).QuerySelector("main a[href^='/help']"), Is.Not.Null);
    }

    private static async Task ShouldExplainAsync(Visitor visitor, string path, string language)
    {
        var page = await ReadAsync(visitor, path, language);

        foreach (var ((_, id), sentence) in Sentences.Where(it => it.Key.Item1 == language))
            Assert.That(page, Does.Contain(sentence), $"{path} {id}");
    }

    private static async Task<string> ReadAsync(Visitor visitor, string path, string language) =>
        (await visitor.Http.ReadPageAsync($"{path}?ui_locales={language}")).QuerySelector("main")!.TextContent;
}
