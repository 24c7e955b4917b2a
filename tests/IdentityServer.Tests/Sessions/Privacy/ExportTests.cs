using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using IdentityServer.Accounts.Holds;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Sessions.Privacy;

/// <summary>Everything about somebody leaves in one file: to them, once, and to nobody else.</summary>
[Property("Case", "OP-51")]
internal sealed class ExportTests
{
    private const string Export = "/account/privacy/export";
    private const string Ready = Export + "/ready";

    private PrivacyPerson person;

    [SetUp]
    public async Task SignInAsync() => person = await PrivacyPerson.SignInAsync();

    [TearDown]
    public ValueTask StopAsync() => person.DisposeAsync();

    [TestCase("/account/privacy")]
    [TestCase(Export)]
    [TestCase(Ready)]
    public async Task Nobody_else_gets_in(string path)
    {
        using var stranger = person.Host.NewBrowser();
        stranger.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        Assert.That((await stranger.GetAsync(path)).Headers.Location?.ToString(), Does.StartWith("/sign-in"));
    }

    [Test, Property("Case", "SU-30")]
    public async Task A_sign_in_of_this_moment_is_not_enough()
    {
        var answer = await person.Browser.SendFormAsync(Export);

        Assert.That(answer.Headers.Location?.ToString(), Does.StartWith("/step-up?"));
        Assert.That(await person.Host.EventsAsync(AccountEvents.Exported.Name), Is.Zero);
    }

    [TestCase("Json")]
    [TestCase("Page")]
    public async Task Without_the_passkey_there_is_no_file(string form) => await ShouldBeSpentAsync(form);

    [TestCase("Json")]
    [TestCase("Page")]
    public async Task Each_form_is_handed_out_once(string form)
    {
        await person.SendWithPasskeyAsync(Export);
        Assert.That((await FileAsync(form)).Content.Headers.ContentDisposition?.DispositionType, Is.EqualTo("attachment"));

        await ShouldBeSpentAsync(form);
    }

    [Test]
    public async Task After_ten_minutes_it_is_too_late()
    {
        await person.SendWithPasskeyAsync(Export);
        person.Host.Clock.Advance(TimeSpan.FromMinutes(10));

        await ShouldBeSpentAsync("Json");
    }

    [Test]
    public async Task Another_session_of_the_same_person_gets_nothing()
    {
        await person.SendWithPasskeyAsync(Export);
        using var elsewhere = person.Ada.OnAnotherBrowser();
        await elsewhere.SignInAsync();

        var answer = await elsewhere.Http.SendFormAsync(Ready, ("form", "Json"));

        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
    }

    [Test, Property("Case", "RC-20")]
    public async Task During_a_hold_it_has_to_wait()
    {
        var unit = new Unit();
        person.Host.Get<HoldStore>().Begin(unit, (await person.AccountAsync())!.Id, HoldKind.Recovery, TimeSpan.FromHours(72));
        await person.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        foreach (var path in (string[])[Export, Ready])
            Assert.That((await person.Browser.GetAsync(path)).Headers.Location?.ToString(), Is.EqualTo("/account/on-hold"));
    }

    [Test]
    public async Task The_file_is_kept_by_nobody_on_the_way()
    {
        await person.SendWithPasskeyAsync(Export);

        var file = await FileAsync("Json");

        Assert.That(file.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(file.Content.Headers.ContentDisposition?.FileName, Does.Match(@"^my-data-\d{4}-\d\d-\d\d\.json$"));
        Assert.That(await person.Host.EventsAsync(AccountEvents.Exported.Name), Is.EqualTo(1));
    }

    [Test]
    public async Task Every_room_tells_what_it_keeps()
    {
        var json = await JsonAsync();

        Assert.That(json.EnumerateObject().Select(member => member.Name), Is.SupersetOf((string[])
        [
            "account", "groups", "addresses", "holds", "password", "authenticatorApp", "recoveryCodes", "sessions", "browsers", "passkeys", "consents", "access", "mails", "activity",
        ]));
        Assert.That(json.GetProperty("account")[0].GetProperty("email").GetString(), Is.EqualTo(PrivacyPerson.Address));
        Assert.That(json.GetProperty("passkeys").GetArrayLength(), Is.EqualTo(1));
        Assert.That(json.GetProperty("sessions")[0].GetProperty("signIns").GetArrayLength(), Is.GreaterThan(0));
        Assert.That(json.GetProperty("activity").EnumerateArray().Select(it => it.GetProperty("event").GetString()), Does.Contain("webauthn.login.succeeded"));
    }

    [Test]
    public async Task Nothing_in_it_opens_anything()
    {
        var text = (await JsonAsync()).GetRawText();
        var passkey = await person.InDatabaseAsync(database => database.Set<Passkey>().SingleAsync());
        var session = await person.InDatabaseAsync(database => database.Set<Session>().FirstAsync());
        var account = (await person.AccountAsync())!;

        foreach (var secret in (byte[][])[passkey.PublicKey, passkey.CredentialId, passkey.Mac, session.SecretHash, account.UserHandle])
        {
            Assert.That(text, Does.Not.Contain(Convert.ToBase64String(secret)));
            Assert.That(text, Does.Not.Contain(Base64Url.EncodeToString(secret)));
            Assert.That(text, Does.Not.Contain(Convert.ToHexString(secret)).IgnoreCase);
        }
    }

    [TestCase("en", "Passkeys")]
    [TestCase("de", "Ihre Daten bei localhost")]
    public async Task The_page_reads_well_in_both_languages(string language, string words)
    {
        await person.Browser.GetAsync($"/account/privacy?ui_locales={language}");
        await person.SendWithPasskeyAsync(Export);

        var page = new HtmlParser().ParseDocument(await (await FileAsync("Page")).Content.ReadAsStringAsync());

        Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo(language));
        Assert.That(page.Body!.TextContent, Does.Contain(words).And.Contain(PrivacyPerson.Address));
        Assert.That(page.Scripts, Is.Empty);
        // Every name of ours has a word; claims are in objects of their own.
        Assert.That(page.QuerySelectorAll("section > dl > dt").Select(label => label.TextContent), Has.None.Match("^[a-z]+([A-Z][a-z]+)*$"));
    }

    [Test]
    public async Task A_name_with_markup_in_it_is_only_a_name()
    {
        await person.InDatabaseAsync(database => database.Users.ExecuteUpdateAsync(set => set.SetProperty(it => it.DisplayName, "<img src=x onerror=alert(1)>")));
        await person.SendWithPasskeyAsync(Export);

        var page = await (await FileAsync("Page")).Content.ReadAsStringAsync();

        Assert.That(page, Does.Not.Contain("<img"));
        Assert.That(page, Does.Contain("&lt;img"));
    }

    private async Task<JsonElement> JsonAsync()
    {
        await person.SendWithPasskeyAsync(Export);
        return JsonDocument.Parse(await (await FileAsync("Json")).Content.ReadAsStreamAsync()).RootElement;
    }

    private async Task<HttpResponseMessage> FileAsync(string form)
    {
        var answer = await person.Browser.SendFormAsync(Ready, ("form", form));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return answer;
    }

    private async Task ShouldBeSpentAsync(string form)
    {
        var answer = await FileAsync(form);
        Assert.That(answer.Content.Headers.ContentDisposition, Is.Null);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Start again"));
    }
}
