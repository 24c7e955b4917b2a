using IdentityServer.Sessions;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Sessions.Approvals;

internal sealed class ApprovalTests
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
    public async Task The_right_number_lets_the_browser_in_with_two_factors_and_no_more()
    {
        var wait = await Askers.AskAsync(guest.Http);
        Assert.That(await Askers.StateAsync(guest.Http, wait), Is.EqualTo("""{"state":"waiting"}"""));
        await askers.ApproveAsync(await Askers.NumberAsync(guest.Http, wait));
        Assert.That(await Askers.StateAsync(guest.Http, wait), Is.EqualTo("""{"state":"approved"}"""));

        var response = await guest.Http.SendFormAsync(wait);

        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo("/account/passkeys"));
        var opened = (await askers.SessionsAsync()).Single(session => session.LatestEvent.Method is AuthenticationMethod.DeviceApproval);
        Assert.That((opened.LatestEvent.Acr, opened.LatestEvent.Amr), Is.EqualTo(("urn:idp:loa:2", new[] { "mca", "user", "mfa" })));
        Assert.That(await askers.Host.EventsAsync("approval.used"), Is.EqualTo(1));
    }

    [Test]
    public async Task Its_owner_sees_where_the_question_comes_from_and_is_told_of_the_new_browser()
    {
        var mails = new MailBox(askers.Host);
        await mails.GiveAddressAsync("ada", "ada@example.com");
        guest.Http.DefaultRequestHeaders.Add("X-Country", "NO");
        guest.Http.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1");
        var wait = await Askers.AskAsync(guest.Http);

        var page = await askers.Ada.Http.ReadPageAsync("/account/approve");
        await askers.ApproveAsync(await Askers.NumberAsync(guest.Http, wait));
        await guest.Http.SendFormAsync(wait);

        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("Safari on iPhone").And.Contain("Norway").And.Contain("Your account"));
        Assert.That((await mails.NextAsync("ada@example.com")).LinkTo("/not-me"), Is.Not.Null);
    }

    [Test]
    public async Task The_journey_goes_on_where_it_was_going()
    {
        var sentThere = await guest.Http.SendAsync(new(HttpMethod.Get, "/account/sessions") { Headers = { { "Accept", "text/html" } } });
        var interaction = sentThere.Headers.Location!.ToString().Split('?')[1];
        var asked = await guest.Http.SendFormAsync($"/sign-in/approval?{interaction}", ("identifier", "ada"));
        var wait = asked.Headers.Location!.ToString();
        await askers.ApproveAsync(await Askers.NumberAsync(guest.Http, wait));

        Assert.That((await guest.Http.SendFormAsync(wait)).Headers.Location!.ToString(), Is.EqualTo("/account/sessions"));
    }

    [Test]
    public async Task Somebody_with_nothing_to_answer_reads_how_it_works() =>
        Assert.That(await askers.Ada.Http.GetStringAsync("/account/approve"), Does.Contain("Nobody asks at the moment"));
}
