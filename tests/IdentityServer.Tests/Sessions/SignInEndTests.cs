using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Sessions;

/// <summary>What a page says about the end of the sign-in, and what staying does.</summary>
[Property("Case", "UX-80")]
internal sealed class SignInEndTests
{
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new();
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        await ada.SignInAsync();
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task A_page_knows_both_ends_and_having_asked_is_use()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(50));

        Assert.That(await OnPageAsync(), Is.EqualTo(("3600", $"{(12 * 60 - 50) * 60}")));
    }

    [Test]
    public async Task What_the_row_does_not_remember_is_not_promised()
    {
        host.Clock.Advance(TimeSpan.FromSeconds(40));

        Assert.That(await OnPageAsync(), Is.EqualTo(("3560", $"{12 * 3600 - 40}")));
    }

    [Test]
    public async Task Staying_keeps_a_session_alive_that_nobody_uses_otherwise()
    {
        for (var time = 0; time < 10; time++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(59));
            Assert.That((await StayAsync()).GetProperty("idle").GetInt32(), Is.EqualTo(3600));
        }

        Assert.That((await ada.Http.GetAsync("/account/security")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Staying_does_not_move_the_absolute_limit()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(55));
        var left = (await StayAsync()).GetProperty("absolute").GetInt32();

        Assert.That(left, Is.EqualTo(12 * 3600 - 55 * 60));
    }

    [Test]
    public async Task Who_is_no_longer_signed_in_cannot_stay()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.That((await ada.Http.PostAsync("/account/stay", null)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_stranger_is_warned_of_nothing()
    {
        using var stranger = new Visitor(host);

        Assert.That((await stranger.Http.ReadPageAsync("/sign-in")).GetElementById("sign-in-end"), Is.Null);
    }

    private async Task<(string? Idle, string? Absolute)> OnPageAsync()
    {
        var dialog = (await ada.Http.ReadPageAsync("/account/security")).GetElementById("sign-in-end")!;
        return (dialog.GetAttribute("data-idle"), dialog.GetAttribute("data-absolute"));
    }

    private async Task<JsonElement> StayAsync()
    {
        var response = await ada.Http.PostAsync("/account/stay", null);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
