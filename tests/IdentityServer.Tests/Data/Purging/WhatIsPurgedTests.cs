using System.Globalization;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using IdentityServer.Data.Purging;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Data.Purging;

/// <summary>The rooms' own rules on their own tables: a minute before its time a row is there, a minute later it is gone.</summary>
internal sealed class WhatIsPurgedTests
{
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [TestCase("Ceremonies", "01:10:00", TestName = "A ceremony stays for an hour after its ten minutes")]
    [TestCase("Interactions", "01:30:00", TestName = "An interaction stays for an hour after its half")]
    [TestCase("Sessions", "100.12:00:00", TestName = "A session stays for a hundred days after its twelve hours")]
    public async Task What_is_past_goes_and_what_is_not_stays(string table, string age)
    {
        await AddRowsAsync();
        var old = await CountAsync(table);

        host.Clock.Advance(TimeSpan.Parse(age, CultureInfo.InvariantCulture) - TimeSpan.FromMinutes(1));
        await PurgeAsync();
        Assert.That(await CountAsync(table), Is.EqualTo(old).And.GreaterThan(0));

        await AddRowsAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await PurgeAsync();
        Assert.That(await CountAsync(table), Is.EqualTo(1));
    }

    private async Task AddRowsAsync()
    {
        await ada.AskAsync("sign-in", new { });
        await host.Get<InteractionStore>().BeginAsync(new DefaultHttpContext(), new InteractionStart("/"), CancellationToken.None);
        await host.SeedSessionAsync("ada", AuthenticationMethod.Passkey, acr: null);
    }

    private Task PurgeAsync() => host.Services.GetServices<IJob>().OfType<PurgeJob>().Single().RunAsync(CancellationToken.None);

    private async Task<int> CountAsync(string table)
    {
        var count = new Statement($"""SELECT COUNT(*) FROM "{table}" """);
        return (await host.Get<IHotTables>().ListAsync(count, row => row.GetInt32(0), [], CancellationToken.None)).Single();
    }
}
