using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Accounts.Email;

/// <summary>Whoever reads the address before keeps a hold on the account for a week.</summary>
[Property("Case", "RC-14")]
internal sealed class EmailUndoTests : EmailScene
{
    [Test]
    public async Task The_address_before_is_told_at_once_and_hears_of_everything_for_seven_days()
    {
        await Mails.GiveAddressAsync("ada", Old);
        await AskAsync(New);
        Assert.That((await Mails.NextAsync(Old)).Subject, Is.EqualTo("A new e-mail address was asked for"));
        await PressAsync(Ada, await LinkAsync());
        Assert.That((await Mails.NextAsync(Old)).Subject, Is.EqualTo("Your e-mail address was changed"));

        await AddPasskeyAsync();
        Assert.That((await Mails.NextAsync(Old)).Subject, Is.EqualTo("A passkey was added to your account"));
        Assert.That((await Mails.NextAsync(New)).Subject, Is.EqualTo("A passkey was added to your account"));

        Host.Clock.Advance(TimeSpan.FromDays(7));
        await Ada.SignInAsync();
        await AddPasskeyAsync();
        Assert.That((await Mails.NextAsync(New)).Subject, Is.EqualTo("A passkey was added to your account"));
        Assert.That(await Mails.AllAsync(Old), Has.Count.EqualTo(3));
    }

    [TestCase("A new e-mail address was asked for")]
    [TestCase("Your e-mail address was changed")]
    public async Task The_address_before_takes_the_change_back_and_nothing_changes_for_a_week(string mail)
    {
        await Mails.GiveAddressAsync("ada", Old);
        await AskAsync(New);
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await PressAsync(Ada, await LinkAsync());
        var undo = (await Mails.AllAsync(Old)).Single(it => it.Subject == mail).LinkTo("/not-me");
        using var reader = Host.NewBrowser();

        await reader.GetAsync(undo.PathAndQuery);
        Assert.That(await reader.GetStringAsync("/not-me"), Does.Contain("The e-mail address of your account was changed"));
        await reader.SendFormAsync("/not-me");

        Assert.That(await FactsAsync(), Is.EqualTo((Old, true)));
        Assert.That((await Ada.Http.GetAsync("/account/email")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await Host.EventsAsync("account.email.undo"), Is.EqualTo(1));
        await Ada.SignInAsync();
        Assert.That((await Ada.Http.GetAsync("/account/email/change")).Headers.Location?.OriginalString, Is.EqualTo("/account/on-hold"));
    }

    [Test]
    public async Task The_link_that_tells_of_a_change_takes_that_change_back_however_time_passes_meanwhile()
    {
        await Mails.GiveAddressAsync("ada", Old);
        await AskAsync(New);
        Host.Clock.PerReading = TimeSpan.FromMilliseconds(1);
        await PressAsync(Ada, await LinkAsync());
        var undo = (await Mails.AllAsync(Old)).Single(it => it.Subject == "Your e-mail address was changed").LinkTo("/not-me");
        using var reader = Host.NewBrowser();

        await reader.GetAsync(undo.PathAndQuery);
        await reader.SendFormAsync("/not-me");

        Assert.That(await FactsAsync(), Is.EqualTo((Old, true)));
    }

    [TestCase(AccountState.Deleted)]
    [TestCase(AccountState.LockedDown)]
    public async Task The_address_before_takes_the_change_back_even_from_an_account_that_was_closed_since(AccountState state)
    {
        await Mails.GiveAddressAsync("ada", Old);
        await AskAsync(New);
        await PressAsync(Ada, await LinkAsync());
        await using (var database = await Host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync())
            await database.Users.ExecuteUpdateAsync(set => set.SetProperty(it => it.State, state));
        using var reader = Host.NewBrowser();

        await reader.GetAsync((await Mails.AllAsync(Old))[^1].LinkTo("/not-me").PathAndQuery);
        await reader.SendFormAsync("/not-me");

        Assert.That(await FactsAsync(), Is.EqualTo((Old, true)));
    }

    private async Task AddPasskeyAsync()
    {
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        using var device = Ada.WithAnotherDevice();
        Assert.That((await device.EnrolAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
