using System.Net;
using IdentityServer.Accounts.Codes;
using IdentityServer.TestKit;
using IdentityServer.Tests.Accounts.Codes;

namespace IdentityServer.Tests.Sessions.Repudiation;

/// <summary>A stranger who was signed in leaves no sheet behind, and takes none away.</summary>
internal sealed class RepudiatedCodesTests : RepudiationScene
{
    private RecoveryCodes Codes => Host.Get<RecoveryCodes>();

    [Test]
    public async Task A_strangers_sheet_goes_and_the_owners_comes_back()
    {
        var owners = await ReadyAsync();
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var link = await LinkOfStrangerAsync();
        var strangers = await ReadyAsync();

        await PressAsync(link);

        Assert.That(await UseAsync(strangers[1]), Is.TypeOf<RecoveryCodeUse.Refused>());
        Assert.That((await UseAsync(owners[1]) as RecoveryCodeUse.Accepted)?.Left, Is.EqualTo(9));
        Assert.That(await Host.EventsAsync("recoverycode.undo"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_strangers_sheet_that_waits_is_not_confirmed_later()
    {
        var link = await LinkOfStrangerAsync();
        var strangers = await Codes.DrawAsync(Account, CancellationToken.None);

        await PressAsync(link);

        Assert.That(await Codes.ConfirmAsync(Account, Guid.NewGuid(), strangers[0], CancellationToken.None), Is.False);
    }

    [Test]
    public async Task A_sheet_that_its_owner_replaced_before_stays_worthless()
    {
        var first = await ReadyAsync();
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await ReadyAsync();
        Host.Clock.Advance(TimeSpan.FromMinutes(1));

        await PressAsync(await LinkOfStrangerAsync());

        Assert.That(await UseAsync(first[1]), Is.TypeOf<RecoveryCodeUse.Refused>());
        Assert.That(await UseAsync(second[1]), Is.TypeOf<RecoveryCodeUse.Accepted>());
    }

    [Test]
    public async Task During_a_hold_nobody_draws_a_sheet()
    {
        await PressAsync(await LinkOfStrangerAsync());
        await Thief.SignInAsync();

        var page = await Thief.Http.GetAsync("/account/security/codes");

        Assert.That(page.Headers.Location?.OriginalString, Is.EqualTo("/account/on-hold"));
    }

    private async Task<IReadOnlyList<string>> ReadyAsync()
    {
        var codes = await Codes.DrawAsync(Account, CancellationToken.None);
        Assert.That(await Codes.ConfirmAsync(Account, Guid.NewGuid(), codes[0], CancellationToken.None), Is.True);
        return codes;
    }

    private Task<RecoveryCodeUse> UseAsync(string code) => Host.SpendCodeAsync(Account, code, IPAddress.Loopback);
}
