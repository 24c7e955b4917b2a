using System.Net;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Passkeys;

/// <summary>A suspended passkey is let in again by its owner, with something else, or stays out.</summary>
internal sealed class ReactivationTests
{
    private TestHost host;
    private Visitor ada;
    private Passkey first;
    private Passkey second;

    [SetUp]
    public async Task SignInWithTwoAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        using var other = ada.WithAnotherDevice();
        Assert.That((await other.EnrolAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var owned = await PasskeysAsync();
        (first, second) = (owned[0], owned[1]);
        ada.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [TestCase(PasskeySuspension.Integrity)]
    [TestCase(PasskeySuspension.Metadata)]
    [TestCase(PasskeySuspension.Operator)]
    public async Task What_is_not_its_owner_s_to_judge_stays_out(object reason)
    {
        await SuspendAsync(second, (PasskeySuspension)reason);

        var page = await ada.Http.GetAsync(Path(second));

        Assert.That(page.Headers.Location?.ToString(), Is.EqualTo("/account/passkeys"));
        Assert.That(await ada.Http.GetStringAsync("/account/passkeys"), Does.Not.Contain("/reactivate"));
    }

    [Test, Property("Case", "8.6")]
    public async Task The_suspended_passkey_does_not_speak_for_itself()
    {
        await SuspendAsync(first, PasskeySuspension.CounterAnomaly); // the one that opened this session

        var page = await ada.Http.GetAsync(Path(first));

        Assert.That(page.Headers.Location?.ToString(), Does.StartWith("/step-up?interaction="));
    }

    [Test]
    public async Task Nobody_else_s_passkey_is_found()
    {
        await SuspendAsync(second, PasskeySuspension.CounterAnomaly);

        var page = await ada.Http.GetAsync($"/account/passkeys/{Guid.CreateVersion7()}/reactivate");

        Assert.That(page.Headers.Location?.ToString(), Is.EqualTo("/account/passkeys"));
    }

    [Test]
    public async Task A_window_that_has_closed_is_not_enough()
    {
        await SuspendAsync(second, PasskeySuspension.TooManyFailures);
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        var page = await ada.Http.GetAsync(Path(second));

        Assert.That(page.Headers.Location?.ToString(), Does.StartWith("/step-up"));
    }

    [Test, Property("Case", "8.6")]
    public async Task Another_passkey_lets_it_in_again()
    {
        await SuspendAsync(second, PasskeySuspension.CounterAnomaly);

        var done = await ada.Http.SendFormAsync(Path(second));

        Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await PasskeysAsync()).Select(it => it.SuspendedAt), Is.All.Null);
        Assert.That(await host.EventsAsync(PasskeyEvents.Reactivated.Name), Is.EqualTo(1));
    }

    [Test]
    public async Task A_graver_reason_that_came_meanwhile_stands()
    {
        await SuspendAsync(second, PasskeySuspension.CounterAnomaly);
        var read = (await PasskeysAsync()).Single(it => it.Id == second.Id);
        await SuspendAsync(second, PasskeySuspension.Operator);

        var unit = new Unit();
        PasskeyStore.Reactivate(unit, read);

        Assert.That(await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None), Is.EqualTo(UnitOutcome.Missed));
    }

    private static string Path(Passkey passkey) => $"/account/passkeys/{passkey.Id}/reactivate";

    private async Task SuspendAsync(Passkey passkey, PasskeySuspension reason)
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        await database.Set<Passkey>().Where(it => it.Id == passkey.Id).ExecuteUpdateAsync(set => set
            .SetProperty(it => it.SuspendedAt, host.Clock.GetUtcNow()).SetProperty(it => it.SuspendedFor, reason));
    }

    private async Task<List<Passkey>> PasskeysAsync()
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        return await database.Set<Passkey>().OrderBy(it => it.CreatedAt).ToListAsync();
    }
}
