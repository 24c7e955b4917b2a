using System.Net;
using IdentityServer.Data;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using IdentityServer.Tests.OpenId.Clients;
using IdentityServer.Tests.OpenId.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.OpenId.Revocation;

internal sealed class OutageTests
{
    [Test, Property("Case", "V02")]
    public async Task An_app_is_never_told_that_a_token_is_gone_while_nobody_could_write_it_down()
    {
        FailingTables? tables = null;
        var host = new TestHost
        {
            Fakes = services => services.AddSingleton<IHotTables>(all => tables = new(all.GetRequiredService<DatabaseProvider>().HotTables)),
        };
        await using var bench = new AppBench { Host = host };
        var scene = await TokenScene.OpenAsync(host);
        await bench.SaveAsync(bench.WithSecret(scene.Client));
        var tokens = await scene.TokensAsync();
        await bench.PostAsync("/connect/revoke", AppBench.Basic(scene.Client), ("token", "garbage"));

        tables!.IsDown = true;
        var response = await bench.PostAsync("/connect/revoke", AppBench.Basic(scene.Client), ("token", tokens.AccessToken));
        tables.IsDown = false;

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Not.Null);
    }
}
