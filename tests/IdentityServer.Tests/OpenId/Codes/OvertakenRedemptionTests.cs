using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.OpenId.Apps;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Sessions.States;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using IdentityServer.Tests.OpenId.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.OpenId.Codes;

/// <summary>A permission is taken back after the redemption of its code has looked, and before it writes.</summary>
internal sealed class OvertakenRedemptionTests
{
    private TestHost host;
    private InterruptedTables tables;
    private TokenScene scene;

    [SetUp]
    public async Task StartAsync()
    {
        host = new()
        {
            Fakes = services => services.AddSingleton<IHotTables>(all => tables = new(all.GetRequiredService<DatabaseProvider>().HotTables)),
        };
        scene = await TokenScene.OpenAsync(host);
    }

    [TearDown]
    public async Task StopAsync() => await host.DisposeAsync();

    [Test]
    public async Task An_account_disabled_and_enabled_meanwhile_has_granted_nothing()
    {
        tables.Before("INSERT INTO \"Grants\"", async () =>
        {
            await host.Get<AccountStates>().DisableAsync(await FactsAsync(), Actor.System, CancellationToken.None);
            await host.Get<AccountStates>().EnableAsync(await FactsAsync(), Actor.System, CancellationToken.None);
        });

        var outcome = await scene.RedeemAsync(OfflineCode());

        Assert.That((outcome as TokenOutcome.Refused)?.Refusal, Is.EqualTo(TokenRefusal.SessionEnded));
    }

    [Test]
    [Property("Case", "F11")]
    public async Task An_app_shut_out_meanwhile_gets_nothing_that_lives_on()
    {
        var code = OfflineCode();
        tables.Before("INSERT INTO \"Grants\"", () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return host.Get<AppRevocation>().RevokeAsync(scene.AccountId, scene.Client.ClientId, scene.SessionId, CancellationToken.None);
        });

        var tokens = TokenScene.Issued(await scene.RedeemAsync(code));

        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Null);
        Assert.That(((TokenOutcome.Refused)await scene.RefreshAsync(tokens.RefreshToken)).Refusal, Is.EqualTo(TokenRefusal.GrantRevoked));
    }

    private string OfflineCode() => scene.Code(code => code with { Access = new Access { Scopes = ["openid", "offline_access"] } });

    private async Task<AccountFacts> FactsAsync() => (await host.Get<AccountStore>().FindAsync(scene.AccountId, CancellationToken.None))!;
}
