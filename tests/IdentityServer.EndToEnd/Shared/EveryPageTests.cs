using IdentityServer.EndToEnd.Browser;
using IdentityServer.Passkeys.Setup;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Shared;

/// <summary>Whatever page a room adds is looked at, even if nobody wrote a test for it: once by a stranger, once signed in.</summary>
internal sealed class EveryPageTests : BrowserTest
{
    // Shows every component at once, and so the heading of several pages; it has tests of its own.
    private const string Gallery = "/dev/look";

    [Test]
    public async Task A_stranger_meets_nothing_that_is_broken_or_cannot_be_used() => await VisitAllAsync();

    [Test]
    public async Task An_administrator_meets_nothing_that_is_broken_or_cannot_be_used()
    {
        await Authenticators.AddInternalAsync(synced: true);
        await Page.GotoAsync((await Host.Get<SetupLinks>().MakeAsync(CancellationToken.None))!.ToString());
        await Page.GetByLabel("User name").FillAsync("ada");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync($"{Origin}/account/passkeys");

        await VisitAllAsync(signedIn: true);
    }

    private async Task VisitAllAsync(bool signedIn = false)
    {
        // A page may well refuse somebody who comes from nowhere; the refusal is a page too.
        Complaints.Expect(400, 401, 403, 404, 410);
        var paths = PathsOfPages().Where(path => path != Gallery).ToList();
        Assert.That(paths, Has.Count.GreaterThan(8));

        foreach (var path in paths)
        {
            var answer = await Page.GotoAsync(path);

            Assert.That(answer!.Status, Is.LessThan(500), path);
            Assert.That(await Page.Locator("h1").CountAsync(), Is.EqualTo(1), $"{path} has one heading of the first order");
            if (signedIn && answer.Status < 400)
                await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true })).ToBeVisibleAsync(); // ASVS 7.4.4
            await ShouldBeAccessibleAsync();
            Complaints.ShouldBeNone();
        }
    }

    private IEnumerable<string> PathsOfPages() =>
        from endpoint in Host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null && endpoint.RoutePattern.Parameters is []
        select "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
}
