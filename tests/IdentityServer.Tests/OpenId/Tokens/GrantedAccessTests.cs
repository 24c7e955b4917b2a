using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Passkeys;
using IdentityServer.Passkeys.Managing;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Tests.OpenId.Tokens;

/// <summary>What apps keep while nobody is signed in ends with what it rests on.</summary>
internal sealed class GrantedAccessTests
{
    private static readonly Access Offline = new() { Scopes = [StandardScopes.OpenId, StandardScopes.OfflineAccess] };

    private TestHost host = null!;
    private Visitor ada = null!;
    private Session session = null!;
    private TokenScene scene = null!;
    private List<Passkey> passkeys = null!;

    [SetUp]
    public async Task AdaHasTwoPasskeysAndAnApp()
    {
        host = new();
        ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
        using var key = ada.WithAnotherDevice();
        await key.EnrolAsync();

        var account = await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);
        session = (await host.Get<SessionStore>().OfAccountAsync(account!.Id, CancellationToken.None)).Single();
        passkeys = await host.Get<PasskeyStore>().OfAccountAsync(account.Id, CancellationToken.None);
        scene = await TokenScene.OpenAsync(host, session);
    }

    [TearDown]
    public async Task Leave()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task Removing_a_passkey_ends_what_it_opened_and_nothing_else()
    {
        var opened = await GrantAsync(passkeys[0].Id);
        var other = await GrantAsync(passkeys[1].Id);

        var removed = await host.Get<PasskeyRemoval>().RemoveAsync(new DefaultHttpContext(), session, [passkeys[0]], signOut: false, [], CancellationToken.None);

        Assert.That(removed, Is.True);
        Assert.That(await RefusalAsync(opened), Is.EqualTo("grant_revoked"));
        Assert.That(await RefusalAsync(other), Is.Null);
    }

    [Test]
    public async Task A_passkey_that_could_not_be_removed_takes_nothing_with_it()
    {
        var opened = await GrantAsync(passkeys[0].Id);

        var removed = await host.Get<PasskeyRemoval>().RemoveAsync(new DefaultHttpContext(), session, passkeys, signOut: false, [], CancellationToken.None);

        Assert.That(removed, Is.False);
        Assert.That(await RefusalAsync(opened), Is.Null);
    }

    [Test]
    public async Task The_end_of_an_account_ends_what_it_allowed_every_app()
    {
        var tokens = await GrantAsync(passkeys[0].Id);

        var unit = new Unit();
        host.Get<IAppAccess>().EndOfAccount(unit, scene.AccountId);
        await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        Assert.That(await RefusalAsync(tokens), Is.EqualTo("grant_revoked"));
        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Null);
    }

    private Task<IssuedTokens> GrantAsync(Guid passkey) => scene.TokensAsync(code => code with { Access = Offline, PasskeyId = passkey });

    private async Task<string?> RefusalAsync(IssuedTokens tokens) =>
        (await scene.RefreshAsync(tokens.RefreshToken) as TokenOutcome.Refused)?.Refusal.Reason;
}
