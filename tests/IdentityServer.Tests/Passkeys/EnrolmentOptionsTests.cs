using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Sessions;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys;

/// <summary>What the browser is asked for on each occasion to make a passkey.</summary>
internal sealed class EnrolmentOptionsTests
{
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [TestCase("Settings", ExpectedResult = "preferred", Description = "whoever brings a key that finds nothing by itself may add it")]
    [TestCase("OtherDevice", ExpectedResult = "required")]
    [Property("Case", "UX-12")]
    public async Task<string?> After_a_passkey(string occasion)
    {
        await ada.SignInAsync();
        return await ResidentKeyAsync(ada, occasion);
    }

    [TestCase("Conditional", ExpectedResult = "required")]
    [Property("Case", "WA-04")]
    public async Task<string?> After_a_password(string occasion)
    {
        using var browser = new Visitor(host);
        browser.Http.DefaultRequestHeaders.Add("Cookie", $"__Host-session={await host.SeedSessionAsync("ada", AuthenticationMethod.Password, acr: null)}");
        return await ResidentKeyAsync(browser, occasion);
    }

    [TestCase("hybrid", "cross-platform")]
    [TestCase("securityKey", "cross-platform")]
    [TestCase("clientDevice", "platform")]
    [TestCase(null, null)]
    [Property("Case", "UX-24")]
    public async Task The_choice_becomes_a_hint_and_an_attachment(string? hint, string? attachment)
    {
        await ada.SignInAsync();

        var options = await OptionsAsync(ada, new { occasion = "Settings", hint });

        var selection = options.GetProperty("authenticatorSelection");
        Assert.That(selection.TryGetProperty("authenticatorAttachment", out var chosen) ? chosen.GetString() : null, Is.EqualTo(attachment));
        Assert.That(options.TryGetProperty("hints", out var hints) ? hints.GetArrayLength() : 0, Is.EqualTo(hint is null ? 0 : 1));
    }

    [Test, Property("Case", "UX-25")]
    public async Task All_the_account_has_is_excluded_with_its_transports_and_the_rest_is_as_decided()
    {
        await ada.SignInAsync();

        var options = await OptionsAsync(ada, new { occasion = "Settings" });

        var excluded = options.GetProperty("excludeCredentials").EnumerateArray().Single();
        Assert.That(excluded.GetProperty("transports").GetArrayLength(), Is.GreaterThan(0));
        Assert.That(options.GetProperty("attestation").GetString(), Is.EqualTo("none"));
        Assert.That(options.GetProperty("timeout").GetInt32(), Is.EqualTo(300_000));
        Assert.That(options.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString(), Is.EqualTo("preferred"));
        Assert.That(options.GetProperty("extensions").GetProperty("credProps").GetBoolean(), Is.True);
        Assert.That(options.GetProperty("pubKeyCredParams").EnumerateArray().Select(it => it.GetProperty("alg").GetInt32()), Is.EqualTo((int[])[-7, -8, -257]));
        Assert.That(options.GetProperty("user").GetProperty("id").GetString(), Has.Length.EqualTo(86));
    }

    [Test]
    public async Task What_is_asked_for_is_demanded_later()
    {
        await ada.SignInAsync();
        using var device = ada.WithAnotherDevice();

        var response = await device.EnrolAsync("OtherDevice", bend: draft => draft with { Discoverable = false });

        Assert.That((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(), Is.EqualTo("extension_rejected"));
    }

    private static async Task<string?> ResidentKeyAsync(Visitor browser, string occasion) =>
        (await OptionsAsync(browser, new { occasion })).GetProperty("authenticatorSelection").GetProperty("residentKey").GetString();

    private static async Task<JsonElement> OptionsAsync(Visitor browser, object question)
    {
        var (_, options) = await browser.AskAsync("registration", question);
        return JsonDocument.Parse(options).RootElement;
    }
}
