using System.Net;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Accounts.Email;

/// <summary>What may be asked for, how often and by whom.</summary>
[Property("Case", "RC-14")]
internal sealed class EmailAskingTests : EmailScene
{
    [Test]
    public async Task It_asks_for_a_fresh_passkey()
    {
        Host.Clock.Advance(TimeSpan.FromMinutes(6));

        var page = await Ada.Http.GetAsync("/account/email/change");

        Assert.That(page.Headers.Location?.OriginalString, Does.StartWith("/step-up"));
    }

    [TestCase("")]
    [TestCase("nobody")]
    [TestCase("a@b@example.com")]
    [TestCase("ada lovelace@example.com")]
    [TestCase("ada@example.com\r\nBcc: eve@example.com")]
    [TestCase("\"ada\"@example.com")]
    [TestCase("ada@[127.0.0.1]")]
    public async Task What_is_no_address_is_refused_beside_the_field_and_stays_there(string typed)
    {
        var answer = await Ada.Http.SendFormAsync("/account/email/change", ("Email", typed));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.That(page, Does.Contain("Enter an e-mail address, such as"));
        Assert.That(page, Does.Contain(WebUtility.HtmlEncode(typed.Split('\r')[0])));
    }

    [Test]
    public async Task One_s_own_address_needs_no_change()
    {
        await Mails.GiveAddressAsync("ada", Old);

        var answer = await AskAsync("ADA@example.com");

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("This is your address already"));
    }

    [Test]
    public async Task An_account_asks_five_times_an_hour()
    {
        for (var time = 0; time < 5; time++)
            await AskAsync($"ada{time}@example.org");

        var sixth = await AskAsync("ada5@example.org");

        Assert.That(sixth.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(await sixth.Content.ReadAsStringAsync(), Does.Contain("ada5@example.org").And.Contain("Too many links were asked for"));
        Assert.That(await Mails.AllAsync("ada5@example.org"), Is.Empty);
    }

    [Test]
    public async Task A_mailbox_gets_five_links_an_hour_whoever_asks()
    {
        using var bob = await AnotherAsync("bob");
        for (var time = 0; time < 5; time++)
            await AskAsync(New);

        var sixth = await bob.Http.SendFormAsync("/account/email/change", ("Email", New));

        Assert.That(sixth.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }
}
