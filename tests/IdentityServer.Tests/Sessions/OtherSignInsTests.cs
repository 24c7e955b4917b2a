using IdentityServer.TestKit;

namespace IdentityServer.Tests.Sessions;

/// <summary>Who changed how they get in is offered to end what was opened before.</summary>
[Property("Case", "ASVS 7.4.3")]
internal sealed class OtherSignInsTests
{
    private const string Everywhere = "main a[href='/account/sessions/end/others']";

    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new();
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        await ada.SignInAsync();
        await ada.WithAnotherDevice().EnrolAsync();
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task After_a_new_passkey_the_other_sessions_can_be_ended()
    {
        using var elsewhere = await SignInElsewhereAsync();

        var page = await ada.Http.ReadPageAsync(await CreatedPageAsync());

        Assert.That(page.QuerySelector(Everywhere), Is.Not.Null);
        await ada.Http.SendFormAsync("/account/sessions/end/others");
        Assert.That((await elsewhere.Http.GetAsync("/account/security")).IsSuccessStatusCode, Is.False);
        Assert.That((await ada.Http.ReadPageAsync(await CreatedPageAsync())).QuerySelector(Everywhere), Is.Null, "nobody is left");
    }

    [Test]
    public async Task After_a_passkey_was_removed_it_is_offered_with_the_news_and_once()
    {
        using var elsewhere = await SignInElsewhereAsync();

        await ada.Http.SendFormAsync((await RemovalOfTheSecondAsync())!);

        Assert.That((await ada.Http.ReadPageAsync("/account/passkeys")).QuerySelector(Everywhere), Is.Not.Null);
        Assert.That((await ada.Http.ReadPageAsync("/account/passkeys")).QuerySelector(Everywhere), Is.Null);
    }

    [Test]
    public async Task Another_name_is_no_reason()
    {
        using var elsewhere = await SignInElsewhereAsync();

        await ada.Http.SendFormAsync("/account/profile", ("Form.Name", "Ada Lovelace"));

        Assert.That((await ada.Http.ReadPageAsync("/account/profile")).QuerySelector(Everywhere), Is.Null);
    }

    private async Task<Visitor> SignInElsewhereAsync()
    {
        var elsewhere = ada.OnAnotherBrowser();
        await elsewhere.SignInAsync();
        return elsewhere;
    }

    private async Task<string?> RemovalOfTheSecondAsync() =>
        (await ada.Http.ReadPageAsync("/account/passkeys")).QuerySelectorAll("main a[href$='/remove']")[^1].GetAttribute("href");

    private async Task<string> CreatedPageAsync() =>
        "/account/passkeys/created/" + (await RemovalOfTheSecondAsync())!.Split('/')[3];
}
