using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Sessions.Repudiation;

/// <summary>The button does what it says whatever happens meanwhile, and to nobody else.</summary>
internal sealed class NotMeAtOnceTests : RepudiationScene
{
    private const string Mallory = "mallory@example.org";

    private InterruptedTables tables;

    protected override TestHost NewHost() => new()
    {
        Fakes = services => services.AddSingleton<IHotTables>(all => tables = new(all.GetRequiredService<DatabaseProvider>().HotTables)),
    };

    [Test]
    public async Task When_the_old_address_is_taken_meanwhile_everything_else_still_ends()
    {
        using var bob = await Visitor.SetUpAsync(Host, "bob");
        await Host.LeaveAllGroupsAsync();
        var link = await LinkOfStrangerAsync();
        await Thief.Http.SendFormAsync("/account/email/change", ("Email", Mallory));
        await Thief.Http.GetAsync((await Mails.NextAsync(Mallory)).LinkTo("/email/confirm").PathAndQuery);
        await Thief.Http.SendFormAsync("/account/email/confirm");
        tables.Before("\"RepudiationLinks\" SET \"UsedAt\"", () => Mails.GiveAddressAsync("bob", Address));

        var answer = await PressAsync(link);

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/not-me/done"));
        Assert.That((await Thief.Http.GetAsync("/account/sessions")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await Host.Get<AccountStore>().FindAsync(Account, CancellationToken.None))?.Email, Is.Null, "neither the stranger's nor what is bob's by now");
    }

    [Test]
    public async Task Of_two_who_press_the_button_at_once_one_acts()
    {
        var link = await LinkOfStrangerAsync();
        var readers = Enumerable.Range(0, 10).Select(_ => Host.NewBrowser()).ToList();
        foreach (var reader in readers)
            await reader.GetAsync(link.PathAndQuery);

        var answers = await Task.WhenAll(readers.Select(reader => reader.SendFormAsync("/not-me")));

        Assert.That(answers.Count(it => it.Headers.Location?.OriginalString is "/not-me/done"), Is.EqualTo(1));
        Assert.That(await Host.EventsAsync("session.repudiated"), Is.EqualTo(1));
        Assert.That((await Mails.AllAsync(Address)).Count(it => it.Subject == "Your account was secured"), Is.EqualTo(1));
        readers.ForEach(reader => reader.Dispose());
    }

    [Test]
    public async Task Whoever_else_is_signed_in_on_that_browser_stays_so()
    {
        using var bob = await Visitor.SetUpAsync(Host, "bob");
        await Host.LeaveAllGroupsAsync();
        await bob.SignInAsync();
        var link = await LinkOfStrangerAsync();
        await bob.Http.GetAsync(link.PathAndQuery);

        var answer = await bob.Http.SendFormAsync("/not-me");

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/not-me/done"));
        Assert.That((await bob.Http.GetAsync("/account/sessions")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
