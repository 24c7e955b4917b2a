using System.Net;
using System.Text.Json.Nodes;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Holds;
using IdentityServer.Accounts.Profile;
using IdentityServer.Data;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.Accounts.Profile;

internal sealed class ProfilePageTests
{
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new();
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ada.SignInAsync();
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        return host.DisposeAsync();
    }

    [Test, Property("Module", "oidcc-scope-profile")]
    public async Task Every_standard_claim_reaches_the_apps_as_it_was_filled_in()
    {
        var saved = await SaveAsync(
            ("Form.Name", "Ada Lovelace"), ("Form.GivenName", "Ada"), ("Form.MiddleName", "King"), ("Form.FamilyName", "Lovelace"), ("Form.Nickname", "Countess"),
            ("Form.Gender", "female"), ("Form.Birthdate", "1815-12-10"), ("Form.Profile", "https://example.com/ada"), ("Form.Website", "https://ada.example/"),
            ("Form.ZoneInfo", "Europe/London"), ("Form.Locale", "en"),
            ("Form.Street", "12 St James’s Square\r\nFlat 2"), ("Form.PostalCode", "SW1Y 4JH"), ("Form.Locality", "London"), ("Form.Region", "England"), ("Form.Country", "United Kingdom"));

        await ada.Http.SendFormAsync("/account/profile/telephone", ("Number", "+44 20 7946 0018"));

        var person = await PersonAsync("openid profile phone address");

        Assert.That(saved.Headers.Location?.OriginalString, Is.EqualTo("/account/profile"), await saved.Content.ReadAsStringAsync());
        Assert.That(JsonNode.DeepEquals(person, JsonNode.Parse($$"""
            {
              "name": "Ada Lovelace", "given_name": "Ada", "middle_name": "King", "family_name": "Lovelace", "nickname": "Countess",
              "preferred_username": "ada", "gender": "female", "birthdate": "1815-12-10", "profile": "https://example.com/ada", "website": "https://ada.example/",
              "zoneinfo": "Europe/London", "locale": "en", "updated_at": {{host.Clock.GetUtcNow().ToUnixTimeSeconds()}},
              "phone_number": "+442079460018", "phone_number_verified": false,
              "address": {
                "street_address": "12 St James’s Square\nFlat 2", "postal_code": "SW1Y 4JH", "locality": "London", "region": "England", "country": "United Kingdom",
                "formatted": "12 St James’s Square\nFlat 2\nSW1Y 4JH London\nEngland\nUnited Kingdom"
              }
            }
            """)), Is.True, person.ToJsonString());
    }

    [Test]
    public async Task What_is_emptied_is_no_longer_told()
    {
        await SaveAsync(("Form.Nickname", "Countess"), ("Form.Locality", "London"));
        await SaveAsync(("Form.Nickname", ""), ("Form.Locality", ""));

        var person = await PersonAsync("openid profile phone address");

        Assert.That(person.Select(it => it.Key), Is.EquivalentTo(new[] { "preferred_username", "updated_at" }));
    }

    [Test]
    public async Task Only_a_change_moves_updated_at()
    {
        await SaveAsync(("Form.Nickname", "Countess"));
        var changed = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await SaveAsync(("Form.Nickname", " Countess "));

        Assert.That((long?)(await PersonAsync("openid profile"))["updated_at"], Is.EqualTo(changed));
        Assert.That(await host.EventsAsync("account.updated"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_fault_is_told_beside_its_field_and_nothing_typed_is_lost()
    {
        var answer = await SaveAsync(("Form.Nickname", "Countess"), ("Form.Birthdate", "yesterday"), ("Form.Street", "Main Street 1"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.That(page, Does.Contain("Enter a day such as 1984-03-28"));
        Assert.That(page, Does.Contain("aria-describedby=\"Form_Birthdate-hint Form_Birthdate-error\""));
        Assert.That(page, Does.Contain("value=\"Countess\"").And.Contain("value=\"yesterday\"").And.Contain("Main Street 1"));
        Assert.That(await host.EventsAsync("account.updated"), Is.Zero);
    }

    [Test]
    public async Task What_another_system_brought_along_stays_until_it_is_changed()
    {
        await BringAsync("""{"phone_number":"030 123456","phone_number_verified":true,"locale":"de-AT","employee":"17"}""");
        await ada.Http.GetAsync("/account/profile");

        await SaveAsync(("Form.Nickname", "Countess"));

        Assert.That((await ClaimsAsync()).ToJsonString(),
            Is.EqualTo("""{"phone_number":"030 123456","phone_number_verified":true,"locale":"de-AT","employee":"17","nickname":"Countess"}"""));
    }

    [Test]
    public async Task More_than_an_account_can_hold_is_refused()
    {
        await BringAsync(new JsonObject { ["biography"] = new string('a', 3900) }.ToJsonString());

        var answer = await SaveAsync(("Form.Website", "https://example.com/" + new string('b', 200)));

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("This is too much text together"));
    }

    [Test]
    public async Task Two_changes_at_once_are_both_kept()
    {
        var account = await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);
        var profiles = host.Get<ProfileStore>();

        await Task.WhenAll(new[] { "nickname", "gender", "website" }.Select(name => Task.Run(() =>
            profiles.ChangeAsync(account!.Id, Guid.Empty, claims => claims[name] = name, _ => Task.CompletedTask, CancellationToken.None))));

        Assert.That((await ClaimsAsync()).Select(it => it.Key), Is.EquivalentTo(new[] { "nickname", "gender", "website" }));
    }

    [Test]
    public async Task Pages_and_mails_speak_the_chosen_language_and_time_also_on_another_browser()
    {
        var mails = new MailBox(host);
        await mails.GiveAddressAsync("ada", "ada@example.com");
        await SaveAsync(("Form.Locale", "de"), ("Form.ZoneInfo", "America/New_York"));

        using var elsewhere = ada.OnAnotherBrowser();
        await elsewhere.SignInAsync();
        var first = await elsewhere.Http.GetAsync("/account/sessions");
        var page = await elsewhere.Http.GetStringAsync("/account/sessions");

        Assert.That(first.Headers.Location?.OriginalString, Is.EqualTo("/account/sessions"));
        Assert.That(page, Does.Contain("lang=\"de\"").And.Contain("data-zone=\"America/New_York\""));
        var mail = await mails.NextAsync("ada@example.com");
        Assert.That(mail.Text, Does.Contain("(America/New_York)").And.Contain("Wann:"));
    }

    [TestCase("")]
    [TestCase("ada@example.com")]
    [TestCase("ada lovelace")]
    [TestCase("ada\u200Blovelace")]
    public async Task A_user_name_that_nobody_can_read_out_is_refused(string name)
    {
        var answer = await ada.Http.SendFormAsync("/account/profile/user-name", ("UserName", name));

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Use letters, digits and"));
    }

    [Test]
    public async Task A_user_name_is_changed_unless_somebody_has_it()
    {
        using var bob = await Visitor.SetUpAsync(host, "bob");

        var taken = await ada.Http.SendFormAsync("/account/profile/user-name", ("UserName", "BOB"));
        await ada.Http.SendFormAsync("/account/profile/user-name", ("UserName", "countess"));

        Assert.That(await taken.Content.ReadAsStringAsync(), Does.Contain("This name is taken"));
        Assert.That((string?)(await PersonAsync("openid profile"))["preferred_username"], Is.EqualTo("countess"));
    }

    [Test]
    public async Task Nobody_tries_out_who_is_here_by_taking_names()
    {
        for (var time = 0; time < 5; time++)
            await ada.Http.SendFormAsync("/account/profile/user-name", ("UserName", $"ada{time}"));

        var sixth = await ada.Http.SendFormAsync("/account/profile/user-name", ("UserName", "ada6"));

        Assert.That(await sixth.Content.ReadAsStringAsync(), Does.Contain("You tried many names today"));
    }

    [Test]
    public async Task A_user_name_asks_for_a_passkey_of_the_last_five_minutes_and_the_profile_does_not()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.That((await ada.Http.GetAsync("/account/profile/user-name")).Headers.Location?.OriginalString, Does.StartWith("/step-up"));
        Assert.That((await ada.Http.GetAsync("/account/profile")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task During_a_hold_the_user_name_stays()
    {
        var account = (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
        var unit = new Unit();
        host.Get<HoldStore>().Begin(unit, account, HoldKind.Repudiation, TimeSpan.FromDays(7));
        await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        var page = await ada.Http.GetAsync("/account/profile/user-name");

        Assert.That(page.Headers.Location?.OriginalString, Is.EqualTo("/account/on-hold"));
    }

    [Test]
    public async Task The_owner_hears_of_a_new_user_name()
    {
        var mails = new MailBox(host);
        await mails.GiveAddressAsync("ada", "ada@example.com");

        await ada.Http.SendFormAsync("/account/profile/user-name", ("UserName", "countess"));

        var mail = await mails.NextAsync("ada@example.com");
        Assert.That(mail.Subject, Is.EqualTo("Your user name was changed"));
        Assert.That(mail.Text, Does.Contain("ada").And.Contain("countess"));
    }

    private Task<HttpResponseMessage> SaveAsync(params (string, string)[] filledIn) => ada.Http.SendFormAsync("/account/profile", filledIn);

    private async Task BringAsync(string claims)
    {
        var account = await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);
        await host.Get<ProfileStore>().ChangeAsync(account!.Id, Guid.Empty, json =>
        {
            foreach (var (name, value) in JsonNode.Parse(claims)!.AsObject())
                json[name] = value?.DeepClone();
        }, _ => Task.CompletedTask, CancellationToken.None);
    }

    private async Task<JsonObject> ClaimsAsync()
    {
        var account = await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);
        return JsonNode.Parse(account!.Claims)!.AsObject();
    }

    private async Task<JsonObject> PersonAsync(string scope)
    {
        var app = await host.NewAppAsync();
        var question = app.Ask(scope);
        var journey = await Journey.TakeAsync(ada, question);
        var tokens = (await app.RedeemAsync(question, (await journey.AnswerAsync()).ACode)).Tokens;
        var person = JsonObject.Create(await app.UserInfoAsync(tokens))!;
        person.Remove("sub");
        return person;
    }
}
