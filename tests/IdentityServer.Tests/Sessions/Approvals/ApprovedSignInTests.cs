using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Sessions.Approvals;

/// <summary>Between the approval and the sign-in something else may happen.</summary>
internal sealed class ApprovedSignInTests
{
    private Askers askers;
    private Visitor guest;

    [SetUp]
    public async Task StartAsync()
    {
        askers = new();
        await askers.StartAsync();
        guest = new(askers.Host);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        guest.Dispose();
        return askers.DisposeAsync();
    }

    [Test]
    public async Task Of_two_tabs_that_use_one_approval_at_once_one_is_let_in()
    {
        var wait = await ApprovedAsync();
        var held = (await guest.Http.ReadPageAsync(wait)).QuerySelectorAll("#finish input")
            .Select(it => KeyValuePair.Create(it.GetAttribute("name")!, it.GetAttribute("value") ?? "")).ToList();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => guest.Http.PostAsync(wait, new FormUrlEncodedContent(held))));

        Assert.That(answers.Count(it => it.StatusCode is HttpStatusCode.Redirect), Is.EqualTo(1));
        Assert.That((await askers.SessionsAsync()).Count(it => it.LatestEvent.Method is AuthenticationMethod.DeviceApproval), Is.EqualTo(1));
        Assert.That(await askers.Host.EventsAsync("approval.used"), Is.EqualTo(1));
    }

    [TestCase(AccountState.LockedDown)]
    [TestCase(AccountState.Disabled)]
    [TestCase(AccountState.Deleted)]
    public async Task An_account_that_was_locked_after_the_approval_is_not_let_in(AccountState state)
    {
        var wait = await ApprovedAsync();
        await using (var database = await askers.Host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync())
            await database.Users.ExecuteUpdateAsync(set => set.SetProperty(it => it.State, state));

        var answer = await guest.Http.SendFormAsync(wait);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), "the page, which says that it is over");
        Assert.That((await askers.SessionsAsync()).Any(it => it.LatestEvent.Method is AuthenticationMethod.DeviceApproval), Is.False);
    }

    private async Task<string> ApprovedAsync()
    {
        var wait = await Askers.AskAsync(guest.Http);
        await askers.ApproveAsync(await Askers.NumberAsync(guest.Http, wait));
        return wait;
    }
}
