using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys;

internal sealed class WellKnownTests
{
    [Test, Property("Case", "WA-11")]
    public async Task Password_managers_learn_where_passkeys_are_made_and_managed()
    {
        await using var host = new TestHost();
        using var http = host.NewBrowser();

        var response = await http.GetAsync("/.well-known/passkey-endpoints");
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        Assert.That(answer.GetProperty("enroll").GetString(), Is.EqualTo("http://localhost:5000/account/passkeys/add"));
        Assert.That(answer.GetProperty("manage").GetString(), Is.EqualTo("http://localhost:5000/account/passkeys"));
    }

    [Test, Property("Case", "WA-12")]
    public async Task To_change_a_password_one_is_sent_to_what_took_its_place()
    {
        await using var host = new TestHost();
        using var http = host.NewBrowser();

        var response = await http.GetAsync("/.well-known/change-password");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo("/account/security"));
    }

    [TestCase("/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200")]
    [TestCase("/.well-known/webauthn")]
    public async Task What_does_not_exist_says_so(string path)
    {
        await using var host = new TestHost();
        using var http = host.NewBrowser();

        Assert.That((await http.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test, Property("Case", "WA-07")]
    public async Task Related_origins_are_published_and_ours_is_not_among_them()
    {
        await using var host = new TestHost { Settings = { ["IdentityServer:Passkeys:RelatedOrigins:0"] = "https://id.example.org" } };
        using var http = host.NewBrowser();

        var response = await http.GetAsync("/.well-known/webauthn");

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("""{"origins":["https://id.example.org"]}"""));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
    }

    [Test, Property("Case", "WA-07")]
    public async Task A_passkey_used_on_a_related_page_is_accepted_and_on_any_other_refused()
    {
        await using var host = new TestHost { Settings = { ["IdentityServer:Passkeys:RelatedOrigins:0"] = "https://id.example.org" } };
        using var ada = await Visitor.SetUpAsync(host);

        var related = await ada.SignInAsync(draft => draft with { Client = draft.Client with { Origin = "https://id.example.org" } });
        var stranger = await ada.SignInAsync(draft => draft with { Client = draft.Client with { Origin = "https://id.example.net" } });

        Assert.That(related.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await stranger.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(), Is.EqualTo("origin_mismatch"));
    }

    [TestCase("http://id.example.org")]
    [TestCase("https://id.example.org/")]
    [TestCase("https://ID.example.org")]
    [TestCase("https://id.example.org/sign-in")]
    [TestCase("id.example.org")]
    [TestCase("https://id.example.com")]
    public void A_related_origin_that_no_browser_would_send_stops_the_start(string origin)
    {
        using var host = new TestHost
        {
            Settings =
            {
                ["IdentityServer:Issuer"] = "https://id.example.com",
                ["IdentityServer:Passkeys:RelatedOrigins:0"] = origin,
            },
        };

        Assert.That(() => host.Services, Throws.InstanceOf<Microsoft.Extensions.Options.OptionsValidationException>().With.Message.Contains("RelatedOrigins"));
    }
}
