using System.Net;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Sessions;

internal sealed class SessionsPageTests
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604";
    private const string Desktop = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36";

    private TestHost host;
    private Visitor ada;
    private Visitor phone;

    [SetUp]
    public async Task SignInTwiceAsync()
    {
        host = new TestHost { Settings = { ["IdentityServer:Edge:CountryHeader"] = "X-Country" } };
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        phone = ada.OnAnotherBrowser();
        ada.Http.DefaultRequestHeaders.Add("User-Agent", Desktop);
        phone.Http.DefaultRequestHeaders.Add("User-Agent", Phone);
        phone.Http.DefaultRequestHeaders.Add("X-Country", "AT");
        await phone.SignInAsync();
        await ada.SignInAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        phone.Dispose();
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task A_stranger_is_sent_to_sign_in()
    {
        using var stranger = host.NewBrowser();
        stranger.DefaultRequestHeaders.Add("Accept", "text/html");

        var response = await stranger.GetAsync("/account/sessions");

        Assert.That(response.Headers.Location?.OriginalString, Does.StartWith("/sign-in"));
    }

    [Test]
    public async Task Ending_one_needs_a_proof_of_the_last_quarter_of_an_hour()
    {
        var path = await PathToEndAsync("Safari on iPhone");
        host.Clock.Advance(TimeSpan.FromMinutes(15));

        var late = await ada.Http.GetAsync(path);
        await ada.StepUpAsync();
        var proven = await ada.Http.GetAsync(path);

        Assert.That(late.Headers.Location?.OriginalString, Does.StartWith("/step-up?interaction="));
        Assert.That(proven.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("others")]
    [TestCase("all")]
    public async Task Ending_many_needs_a_proof_of_the_last_five_minutes(string which)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var late = await ada.Http.GetAsync($"/account/sessions/end/{which}");

        Assert.That(late.Headers.Location?.OriginalString, Does.StartWith("/step-up?interaction="));
    }

    [Test]
    public async Task A_form_that_was_posted_too_late_ends_nothing()
    {
        var page = await ada.Http.ReadPageAsync("/account/sessions/end/all");
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        using var form = new FormUrlEncodedContent([new("csrf", page.QuerySelector("main input[name=csrf]")!.GetAttribute("value"))]);
        var late = await ada.Http.PostAsync("/account/sessions/end/all", form);

        Assert.That(late.Headers.Location?.OriginalString, Does.StartWith("/step-up?interaction="));
        Assert.That(await IsSignedInAsync(phone), Is.True);
    }

    [Test]
    public async Task Somebody_elses_session_is_not_there()
    {
        Guid bobs;
        await using (var database = await NewContextAsync())
        {
            var mine = await database.Set<Session>().AsNoTracking().FirstAsync();
            bobs = Guid.CreateVersion7();
            database.Add(new Session
            {
                Id = bobs,
                AccountId = Guid.CreateVersion7(),
                SecretHash = new byte[32],
                CreatedAt = mine.CreatedAt,
                LastSeenAt = mine.LastSeenAt,
                ExpiresAt = mine.ExpiresAt,
                Device = "Bob's",
                Events = mine.Events,
            });
            await database.SaveChangesAsync();
        }

        var list = await ada.Http.GetStringAsync("/account/sessions");
        var end = await ada.Http.GetAsync($"/account/sessions/{bobs}/end");

        Assert.That(list, Does.Not.Contain("Bob"));
        Assert.That(end.Headers.Location?.OriginalString, Is.EqualTo("/account/sessions"));
        Assert.That((await FindAsync(bobs)).EndedAt, Is.Null);
    }

    [Test, Property("Case", "SS-14")]
    public async Task The_list_says_where_since_when_and_how()
    {
        var page = await ada.Http.ReadPageAsync("/account/sessions");

        var lines = page.QuerySelectorAll("li.thing").Select(it => it.TextContent).ToList();
        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.That(lines[0], Does.Contain("Chrome on Windows").And.Contain("This device").And.Contain("with a passkey"));
        Assert.That(lines[1], Does.Contain("Safari on iPhone").And.Contain("Austria").And.Not.Contain("This device"));
    }

    [Test, Property("Case", "SS-14")]
    public async Task Ending_another_leaves_this_one()
    {
        await ada.Http.SendFormAsync(await PathToEndAsync("Safari on iPhone"));

        Assert.That(await IsSignedInAsync(phone), Is.False);
        Assert.That(await IsSignedInAsync(ada), Is.True);
        Assert.That(await TrailAsync("session.revoked"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Ending_the_others_leaves_this_one()
    {
        await ada.Http.SendFormAsync("/account/sessions/end/others");

        Assert.That(await IsSignedInAsync(phone), Is.False);
        Assert.That(await IsSignedInAsync(ada), Is.True);
    }

    [Test]
    public async Task Ending_all_ends_this_one_too()
    {
        var response = await ada.Http.SendFormAsync("/account/sessions/end/all");

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/signed-out"));
        Assert.That(await IsSignedInAsync(phone), Is.False);
        Assert.That(await IsSignedInAsync(ada), Is.False);
        Assert.That(await TrailAsync("session.revoked"), Has.Exactly(2).Items);
    }

    private async Task<string> PathToEndAsync(string device)
    {
        var page = await ada.Http.ReadPageAsync("/account/sessions");
        return page.QuerySelectorAll("li.thing").Single(it => it.TextContent.Contains(device, StringComparison.Ordinal))
            .QuerySelector("a")!.GetAttribute("href")!;
    }

    private static async Task<bool> IsSignedInAsync(Visitor visitor) =>
        (await visitor.Http.GetAsync("/account/sessions")).StatusCode is HttpStatusCode.OK;

    private async Task<List<AuditEvent>> TrailAsync(string type)
    {
        await using var database = await NewContextAsync();
        return await database.Set<AuditEvent>().Where(row => row.Type == type).ToListAsync();
    }

    private async Task<Session> FindAsync(Guid id)
    {
        await using var database = await NewContextAsync();
        return await database.Set<Session>().AsNoTracking().SingleAsync(it => it.Id == id);
    }

    private Task<IdentityServerDbContext> NewContextAsync() => host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
}
