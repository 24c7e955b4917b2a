using IdentityServer.Data.Jobs;
using IdentityServer.Data.Purging;
using IdentityServer.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Sessions.Devices;

/// <summary>How long a browser stays known, and who is told of one that is not.</summary>
internal sealed class NewDeviceTests
{
    private const string Address = "ada@example.com";

    private TestHost host;
    private Visitor ada;
    private Visitor thief;
    private MailBox mails;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
        thief = ada.OnAnotherBrowser();
        mails = new(host);
        await mails.GiveAddressAsync("ada", Address);
        await ada.SignInAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        thief.Dispose();
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task A_browser_in_daily_use_stays_known_after_four_hundred_days()
    {
        for (var month = 0; month < 15; month++)
        {
            host.Clock.Advance(TimeSpan.FromDays(30));
            await ada.SignInAsync();
        }

        await PurgeAsync();
        host.Clock.Advance(TimeSpan.FromDays(1));
        await ada.SignInAsync();

        Assert.That(await mails.AllAsync(Address), Is.Empty);
    }

    [Test]
    public async Task A_browser_that_nobody_used_for_four_hundred_days_is_a_strange_one()
    {
        host.Clock.Advance(TimeSpan.FromDays(401));
        await PurgeAsync();

        await ada.SignInAsync();

        Assert.That((await mails.NextAsync(Address)).Subject, Is.EqualTo("A new sign-in to your account"));
    }

    [Test]
    public async Task A_strangers_first_sign_in_is_told_although_every_known_browser_was_forgotten()
    {
        host.Clock.Advance(TimeSpan.FromDays(401));
        await PurgeAsync();

        await thief.SignInAsync();

        Assert.That((await mails.NextAsync(Address)).Subject, Is.EqualTo("A new sign-in to your account"));
    }

    [Test, Property("Case", "ASVS 6.3.5")]
    public async Task A_sign_in_after_long_silence_is_told_even_on_a_browser_that_is_known()
    {
        host.Clock.Advance(TimeSpan.FromDays(91));

        await ada.SignInAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        await ada.SignInAsync();

        Assert.That((await mails.AllAsync(Address)).Select(it => it.Subject), Is.EqualTo(new[] { "Your account was used again" }));
        Assert.That((await mails.NextAsync(Address)).LinkTo("/not-me"), Is.Not.Null);
    }

    [Test, Property("Case", "ASVS 6.3.5")]
    public async Task A_browser_that_rested_while_another_was_used_is_no_news()
    {
        await thief.SignInAsync(); // her own, for once
        for (var month = 0; month < 4; month++)
        {
            host.Clock.Advance(TimeSpan.FromDays(30));
            await thief.SignInAsync();
        }

        await ada.SignInAsync();

        Assert.That((await mails.AllAsync(Address)).Select(it => it.Subject), Does.Not.Contain("Your account was used again"));
    }

    private Task PurgeAsync() => host.Services.GetServices<IJob>().OfType<PurgeJob>().Single().RunAsync(CancellationToken.None);
}
