using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Data.Protection;
using IdentityServer.Passkeys.Returning;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.Passkeys;

/// <summary>A browser that somebody signed in on before: it greets them, and nobody can make it greet or tell more.</summary>
internal sealed class ReturningTests
{
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test, Property("Case", "UX-11")]
    public async Task A_browser_nobody_signed_in_on_gets_no_credential_ids()
    {
        using var stranger = new Visitor(host);

        Assert.That(await ListedAsync(stranger), Is.Zero);
    }

    [TestCase("AAAA")]
    [TestCase("not base64url!")]
    [TestCase("")]
    [Property("Case", "UX-11")]
    public async Task An_invented_cookie_opens_nothing(string value)
    {
        using var stranger = new Visitor(host);
        stranger.Http.DefaultRequestHeaders.Add("Cookie", $"__Host-returning={value}");

        Assert.That(await ListedAsync(stranger), Is.Zero);
        Assert.That(await stranger.Http.GetStringAsync("/sign-in"), Does.Not.Contain("returning-sign-in"));
    }

    [Test, Property("Case", "UX-11")]
    public async Task What_was_sealed_for_another_purpose_opens_nothing()
    {
        var person = new ReturningPerson(await AccountIdAsync(), host.Clock.GetUtcNow(), WasAsked: false);
        var value = System.Buffers.Text.Base64Url.EncodeToString(host.Get<MasterKey>().Seal(person.Write(), "another purpose"));
        using var stranger = new Visitor(host);
        stranger.Http.DefaultRequestHeaders.Add("Cookie", $"__Host-returning={value}");

        Assert.That(await ListedAsync(stranger), Is.Zero);
    }

    [Test, Property("Case", "UX-11")]
    public async Task Whoever_comes_back_is_greeted_with_a_masked_name_and_asked_for_their_passkeys_only()
    {
        using var browser = await ReturnedAsync();

        var page = WebUtility.HtmlDecode(await browser.Http.GetStringAsync("/sign-in"));

        Assert.That(page, Does.Contain("a•••").And.Not.Contain(">ada<"));
        Assert.That(await ListedAsync(browser), Is.EqualTo(1));
        Assert.That((await browser.SignInAsync(question: new { returning = true })).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test, Property("Case", "UX-11")]
    public async Task The_cookie_alone_signs_nobody_in()
    {
        using var browser = await ReturnedAsync();

        var response = await browser.Http.GetAsync("/account/passkeys");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test, Property("Case", "UX-11")]
    public async Task After_half_a_year_the_browser_has_forgotten()
    {
        using var browser = await ReturnedAsync();
        host.Clock.Advance(TimeSpan.FromDays(181));

        Assert.That(await ListedAsync(browser), Is.Zero);
    }

    [Test, Property("Case", "UX-11")]
    public async Task Without_a_working_passkey_nobody_is_greeted()
    {
        using var browser = await ReturnedAsync();
        await SuspendAsync();

        Assert.That(await browser.Http.GetStringAsync("/sign-in"), Does.Not.Contain("returning-sign-in"));
        Assert.That(await ListedAsync(browser), Is.Zero);
    }

    [Test, Property("Case", "UX-11")]
    public async Task Who_has_asked_to_be_forgotten_is_not_greeted()
    {
        using var browser = await ReturnedAsync();

        await ForgetAsync(browser.Http);

        Assert.That(await browser.Http.GetStringAsync("/sign-in"), Does.Not.Contain("returning-sign-in"));
        Assert.That(await ListedAsync(browser), Is.Zero);
    }

    [Test, Property("Case", "UX-11")]
    public async Task Where_many_share_a_device_it_remembers_nobody()
    {
        await using var shared = new TestHost { Settings = { ["IdentityServer:Passkeys:RememberPerson"] = "false" } };
        using var visitor = await Visitor.SetUpAsync(shared);

        var response = await visitor.SignInAsync(draft => draft with { Attachment = "cross-platform" });

        Assert.That(response.Headers.GetValues("Set-Cookie"), Has.None.StartsWith("__Host-returning"));
        Assert.That(await OfferAsync(response), Is.Null);
    }

    [Test, Property("Case", "UX-12")]
    public async Task A_passkey_of_this_device_is_no_reason_to_offer_another()
    {
        using var browser = ada.OnAnotherBrowser();

        Assert.That(await OfferAsync(await browser.SignInAsync()), Is.Null);
    }

    [Test, Property("Case", "UX-12")]
    public async Task A_proof_that_may_not_add_a_passkey_is_not_offered_one()
    {
        await using var lenient = new TestHost();
        using var visitor = await Visitor.SetUpAsync(lenient);
        await lenient.LeaveAllGroupsAsync();

        var response = await visitor.SignInAsync(draft => draft with { Attachment = "cross-platform", Flags = (byte)(draft.Flags & ~SoftFlags.UserVerified) });

        Assert.That(await OfferAsync(response), Is.Null);
    }

    [Test, Property("Case", "UX-12")]
    public async Task After_a_phone_or_key_one_is_offered_until_it_was_seen()
    {
        using var browser = ada.OnAnotherBrowser();

        var first = await OfferAsync(await FromElsewhereAsync(browser));
        var second = await OfferAsync(await FromElsewhereAsync(browser));
        var page = await browser.Http.GetStringAsync(second);
        var third = await OfferAsync(await FromElsewhereAsync(browser));

        Assert.That(first, Is.EqualTo("/account/passkeys/here?interaction="));
        Assert.That(second, Is.EqualTo(first));
        Assert.That(page, Does.Contain("Not now"));
        Assert.That(third, Is.Null);
    }

    [TestCase("ada", ExpectedResult = "a•••")]
    [TestCase("ada@example.com", ExpectedResult = "a•••@example.com")]
    [TestCase("👩‍🚀astra", ExpectedResult = "👩‍🚀•••")]
    [TestCase("a", ExpectedResult = "a•••")]
    public string A_name_is_masked(string name) => MaskedName.Of(name);

    private async Task<Visitor> ReturnedAsync()
    {
        var browser = ada.OnAnotherBrowser();
        await browser.SignInAsync();
        host.Clock.Advance(TimeSpan.FromHours(2)); // the session is over
        return browser;
    }

    private static async Task ForgetAsync(HttpClient browser)
    {
        var form = (await browser.ReadPageAsync("/sign-in")).QuerySelector("form[action*=Forget]")!;
        var held = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Value));
        using var content = new FormUrlEncodedContent(held);
        await browser.PostAsync(form.GetAttribute("action"), content);
    }

    private static Task<HttpResponseMessage> FromElsewhereAsync(Visitor browser) =>
        browser.SignInAsync(draft => draft with { Attachment = "cross-platform" });

    private static async Task<string?> OfferAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("offer").GetString();

    private static async Task<int> ListedAsync(Visitor browser)
    {
        var (_, options) = await browser.AskAsync("sign-in", new { returning = true });
        return JsonDocument.Parse(options).RootElement.TryGetProperty("allowCredentials", out var listed) ? listed.GetArrayLength() : 0;
    }

    private async Task<Guid> AccountIdAsync() => (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;

    private async Task SuspendAsync()
    {
        var suspend = new Statement("""UPDATE "Passkeys" SET "SuspendedAt" = @at""");
        await host.Get<IHotTables>().WriteAsync(new Unit().Add(suspend, host.Clock.GetUtcNow()), CancellationToken.None);
    }
}
