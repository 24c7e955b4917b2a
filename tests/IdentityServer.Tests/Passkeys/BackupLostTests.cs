using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.Tests.OpenId.Authorization;

namespace IdentityServer.Tests.Passkeys;

/// <summary>A passkey that lost its copy: its owner hears of it once, wherever the sign-in was going.</summary>
[Property("Case", "UX-28")]
internal sealed class BackupLostTests
{
    private AuthorizationBench bench;
    private Visitor ada;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        bench = await AuthorizationBench.CreateAsync();
        ada = bench.Elsewhere();
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await bench.DisposeAsync();
    }

    [Test]
    public async Task On_the_way_to_an_app_it_is_told_and_the_way_goes_on()
    {
        var next = await SignInAsync(await DetourAsync(), WithoutBackup);

        var page = await ada.Http.ReadPageAsync(next);
        var onward = await ada.Http.GetAsync(Button(page, "Continue"));

        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("This passkey is no longer backed up"));
        Assert.That(Button(page, "Add another passkey"), Is.EqualTo("/account/passkeys/add"));
        Assert.That(bench.CodeOf(onward), Is.Not.Null);
    }

    [Test]
    public async Task It_is_told_once()
    {
        await SignInAsync(await DetourAsync(), WithoutBackup);

        Assert.That(await SignInAsync(null, WithoutBackup), Is.EqualTo("/account/passkeys"));
    }

    [Test]
    public async Task Who_was_going_nowhere_hears_it_too()
    {
        var next = await SignInAsync(null, WithoutBackup);

        Assert.That(Button(await ada.Http.ReadPageAsync(next), "Continue"), Is.EqualTo("/account/passkeys"));
    }

    [Test]
    public async Task It_goes_before_the_offer_of_another_passkey()
    {
        var answer = await ada.SignInAsync(draft => WithoutBackup(draft) with { Attachment = "cross-platform" });

        Assert.That((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("offer").GetString(), Is.Null);
    }

    [Test]
    public async Task Of_a_passkey_that_is_backed_up_the_page_says_nothing()
    {
        await SignInAsync(null, draft => draft);

        var response = await ada.Http.GetAsync("/account/passkeys/backup-lost");

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/account/passkeys"));
    }

    private static AssertionDraft WithoutBackup(AssertionDraft draft) => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.BackedUp) };

    private static string? Button(IHtmlDocument page, string words) =>
        page.QuerySelectorAll("main a.button").SingleOrDefault(it => it.TextContent.Trim() == words)?.GetAttribute("href");

    private async Task<string> DetourAsync() => AuthorizationBench.HandleOf(await ada.Http.GetAsync(AuthorizationBench.Query()));

    private async Task<string> SignInAsync(string? interaction, Func<AssertionDraft, AssertionDraft> bend)
    {
        bench.Host.Clock.Advance(TimeSpan.FromSeconds(10));
        var answer = await ada.SignInAsync(bend, new { interaction });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("next").GetString()!;
    }
}
