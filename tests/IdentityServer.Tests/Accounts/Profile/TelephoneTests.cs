using System.Net;
using System.Text.Json.Nodes;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Holds;
using IdentityServer.Accounts.Profile;
using IdentityServer.Data;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Accounts.Profile;

[Property("Case", "S4-65")]
internal sealed class TelephoneTests
{
    private const string Page = "/account/profile/telephone";

    private TestHost host;
    private Visitor ada;
    private MailBox mails;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new();
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        mails = new(host);
        await mails.GiveAddressAsync("ada", "ada@example.com");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ada.SignInAsync();
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task A_number_takes_a_passkey_of_the_last_five_minutes()
    {
        await ada.Http.GetAsync("/account/profile");
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        var asked = await ada.Http.GetAsync(Page);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("Number", "+4930123456")]);
        var sent = await ada.Http.PostAsync(Page, form);

        Assert.That(asked.Headers.Location?.OriginalString, Does.StartWith("/step-up"));
        Assert.That(sent.Headers.Location?.OriginalString, Does.StartWith("/step-up"));
        Assert.That(await ClaimsAsync(), Is.Empty);
    }

    [Test]
    public async Task The_profile_does_not_take_a_number_past_the_proof()
    {
        await ada.Http.SendFormAsync("/account/profile", ("Form.PhoneNumber", "+4930123456"), ("Form.Nickname", "Countess"));

        Assert.That((await ClaimsAsync()).Select(it => it.Key), Is.EqualTo(new[] { "nickname" }));
    }

    [Test]
    public async Task During_a_hold_the_number_stays()
    {
        var unit = new Unit();
        host.Get<HoldStore>().Begin(unit, await AccountIdAsync(), HoldKind.Repudiation, TimeSpan.FromDays(7));
        await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        Assert.That((await ada.Http.GetAsync(Page)).Headers.Location?.OriginalString, Is.EqualTo("/account/on-hold"));
    }

    [TestCase("030 123456")]
    [TestCase("+0 30 123456")]
    [TestCase("+49 30 CALLME")]
    [TestCase("+4930")]
    [TestCase("+49301234567890123")]
    public async Task What_cannot_be_called_from_everywhere_is_refused(string number)
    {
        var answer = await ada.Http.SendFormAsync(Page, ("Number", number));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("with its country code, such as"));
        Assert.That(await ClaimsAsync(), Is.Empty);
    }

    [Test]
    public async Task The_owner_hears_of_a_number_that_is_added_changed_or_taken_away()
    {
        foreach (var number in new[] { "+49 (30) 123-456", "+49 30 654321", "" })
        {
            var saved = await ada.Http.SendFormAsync(Page, ("Number", number));
            var mail = await mails.NextAsync("ada@example.com");

            Assert.That(saved.Headers.Location?.OriginalString, Is.EqualTo("/account/profile"));
            Assert.That(mail.Subject, Is.EqualTo("Your telephone number was changed"));
            Assert.That(mail.Text, Does.Contain("/recover").And.Not.Contain("+4930"));
        }

        Assert.That(await ClaimsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_number_that_another_system_had_proven_stays_so_until_it_is_changed()
    {
        await host.Get<ProfileStore>().ChangeAsync(await AccountIdAsync(), Guid.Empty, claims =>
        {
            claims["phone_number"] = "030 123456";
            claims["phone_number_verified"] = true;
        }, _ => Task.CompletedTask, CancellationToken.None);

        await ada.Http.SendFormAsync(Page, ("Number", "030 123456"));
        var kept = await ClaimsAsync();
        await ada.Http.SendFormAsync(Page, ("Number", "+49 30 654321"));
        var changed = await ClaimsAsync();

        Assert.That(kept.ToJsonString(), Is.EqualTo("""{"phone_number":"030 123456","phone_number_verified":true}"""));
        Assert.That((string?)changed["phone_number"], Is.EqualTo("+4930654321"));
        Assert.That((bool?)changed["phone_number_verified"], Is.False);
    }

    private async Task<Guid> AccountIdAsync() => (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;

    private async Task<JsonObject> ClaimsAsync() =>
        JsonNode.Parse((await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Claims)!.AsObject();
}
