using System.Net;
using IdentityServer.Passkeys;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys.Pairing;

internal sealed class PairingTests
{
    private Pair pair;

    [SetUp]
    public async Task StartAsync()
    {
        pair = new();
        await pair.StartAsync();
    }

    [TearDown]
    public ValueTask StopAsync() => pair.DisposeAsync();

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_second_device_gets_a_passkey_that_signs_in_there(bool scanned)
    {
        var mails = new MailBox(pair.Host);
        await mails.GiveAddressAsync("ada", "ada@example.com");
        var (link, code) = await pair.ShowAsync();
        Assert.That(scanned ? await Pair.FollowAsync(pair.Second, link) : await Pair.TypeAsync(pair.Second, code.ToLowerInvariant()), Is.True);
        var (here, there) = (await pair.First.Http.ReadPageAsync("/account/passkeys/pairing"), await pair.Second.Http.ReadPageAsync("/add/passkey"));
        Assert.That(there.QuerySelector("#number-to-match")!.TextContent, Is.EqualTo(here.QuerySelector("#number-to-match")!.TextContent));
        await pair.ConfirmAsync();
        Assert.That(await Pair.StateAsync(pair.Second, "/add/passkey"), Does.Contain("Confirmed"));

        var made = await pair.Second.EnrolAsync("Pairing");

        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.OK), await made.Content.ReadAsStringAsync());
        Assert.That(await made.Content.ReadAsStringAsync(), Does.Contain("/add/done"));
        Assert.That((await pair.Second.Http.GetAsync("/account/passkeys")).StatusCode, Is.Not.EqualTo(HttpStatusCode.OK), "nobody is signed in by it");
        Assert.That((await pair.Second.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Pair.StateAsync(pair.First, "/account/passkeys/pairing"), Does.Contain("Used"));
        Assert.That((await pair.Host.Get<PasskeyStore>().OfAccountAsync(pair.Account, CancellationToken.None))[^1].BornIn, Is.EqualTo(PasskeyOrigin.Pairing));
        Assert.That((await mails.NextAsync("ada@example.com")).LinkTo("/not-me"), Is.Not.Null);
        foreach (var step in new[] { "begun", "claimed", "confirmed" })
            Assert.That(await pair.Host.EventsAsync($"credential.pairing.{step}"), Is.EqualTo(1), step);
    }

    [Test]
    public async Task The_page_for_adding_leads_to_the_code() =>
        Assert.That((await pair.First.Http.ReadPageAsync("/account/passkeys/add")).QuerySelector("a[href='/account/passkeys/pair']"), Is.Not.Null);
}
