using IdentityServer.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Shared;

internal sealed class GalleryTests : BrowserTest
{
    [TestCase("door")]
    [TestCase("desk")]
    [TestCase("console")]
    public async Task Every_component_looks_right_in(string layout)
    {
        await Page.GotoAsync($"/dev/look?layout={layout}");

        await ShouldLookRightAsync($"components-{layout}");
    }

    [Test]
    public async Task A_refused_form_keeps_what_was_typed_and_says_what_is_wrong_at_the_field()
    {
        await Page.GotoAsync("/dev/look");

        await Page.GetByLabel("Name").FillAsync("a name that is far too long");
        await Page.GetByLabel("Note").FillAsync("kept");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(Page.GetByLabel("Name")).ToHaveAccessibleDescriptionAsync("You will recognise the passkey by it. Use at most 12 characters.");
        await Expect(Page.GetByLabel("Name")).ToHaveValueAsync("a name that is far too long");
        await Expect(Page.GetByLabel("Note")).ToHaveValueAsync("kept");
        await ShouldBeAccessibleAsync();
    }

    [Test]
    public async Task A_form_that_succeeded_is_told_once_on_the_next_page()
    {
        await Page.GotoAsync("/dev/look");
        await Page.GetByLabel("Name").FillAsync("Ada");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var told = Page.GetByText("The form was sent for Ada.");
        await Expect(told).ToBeVisibleAsync();
        await Page.ReloadAsync();
        await Expect(told).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_form_is_sent_once_however_often_the_button_is_pressed()
    {
        var posts = 0;
        Page.Request += (_, request) => posts += request.Method == "POST" ? 1 : 0;
        await Page.GotoAsync("/dev/look");
        await Page.GetByLabel("Name").FillAsync("Ada");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).EvaluateAsync("button => { button.click(); button.click(); }");
        await Expect(Page.GetByText("The form was sent for Ada.")).ToBeVisibleAsync();

        Assert.That(posts, Is.EqualTo(1));
    }

    [Test]
    public async Task Every_target_is_large_enough_for_a_thumb()
    {
        await Page.SetViewportSizeAsync(320, 720);
        await Page.GotoAsync("/dev/look?layout=desk");

        var small = await Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll("button, .button, input:not([type=checkbox]):not([type=hidden]), select, textarea, .check, .foot a, .side a, .brand, .links a")]
                .filter(target => target.getBoundingClientRect().height < 44)
                .map(target => target.outerHTML.slice(0, 120))
            """);

        Assert.That(small, Is.Empty);
    }
}
