using System.Net;
using System.Text.Json;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys;

/// <summary>§4.3: what is critical, whoever operates the server confirms with a passkey that never leaves its device.</summary>
internal sealed class AdministratorConfirmationTests
{
    [Test]
    public async Task A_synced_passkey_is_not_offered_for_it_and_refused_if_it_answers()
    {
        await using var host = new TestHost();
        using var ada = await SetUpAsync(host);

        var (ceremony, options) = await ada.AskAsync("step-up", new { interaction = await DetourAsync(ada) });
        var answer = await ada.AnswerAsync("step-up", ceremony, ada.Device.Get(ToAll(options))!);

        Assert.That(JsonDocument.Parse(options).RootElement.TryGetProperty("allowCredentials", out var list) && list.GetArrayLength() > 0, Is.False);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await host.EventsAsync("stepup.failed", "policy_denied"), Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_has_only_that_reads_what_is_missing_and_where_to_add_it()
    {
        await using var host = new TestHost();
        using var ada = await SetUpAsync(host);

        var page = await ada.Http.ReadPageAsync($"/step-up?interaction={await DetourAsync(ada)}");

        Assert.That(page.QuerySelector("#device-bound")!.TextContent, Does.Contain("such as a security key"));
        Assert.That(page.QuerySelector("main a[href='/account/passkeys/add']"), Is.Not.Null);
        Assert.That(page.QuerySelector("#step-up"), Is.Null);
    }

    [Test]
    public async Task A_passkey_that_stays_on_its_device_confirms_it()
    {
        await using var host = new TestHost();
        using var ada = await SetUpWithKeyAsync(host);

        var page = await ada.Http.ReadPageAsync($"/step-up?interaction={await DetourAsync(ada)}");
        var answer = await ada.StepUpAsync(detour: "interaction=" + await DetourAsync(ada));

        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("never leaves its device"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task For_all_that_is_less_than_critical_any_passkey_does()
    {
        await using var host = new TestHost();
        using var ada = await SetUpAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        var detour = (await ada.Http.GetAsync("/account/passkeys/add")).Headers.Location!.OriginalString;

        Assert.That((await ada.StepUpAsync(detour: detour)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Where_the_operator_says_so_a_synced_one_does_for_everything()
    {
        await using var host = new TestHost { Settings = { ["IdentityServer:Passkeys:AdministratorsDeviceBound"] = "false" } };
        using var ada = await SetUpAsync(host);

        Assert.That((await ada.StepUpAsync(detour: "interaction=" + await DetourAsync(ada))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static async Task<Visitor> SetUpAsync(TestHost host)
    {
        var ada = await Visitor.SetUpAsync(host);
        await SignInAsync(host, ada);
        return ada;
    }

    private static async Task<Visitor> SetUpWithKeyAsync(TestHost host)
    {
        var ada = new Visitor(host)
        {
            Device = new(Visitor.Origin) { NewPasskey = (relyingParty, handle, algorithm) => new(relyingParty, handle, algorithm) { BackupEligible = false, BackedUp = false } },
        };
        await ada.OpenSetupLinkAsync();
        await ada.EnrolAsync("Setup", new { userName = "ada" });
        await SignInAsync(host, ada);
        return ada;
    }

    private static async Task SignInAsync(TestHost host, Visitor visitor)
    {
        await visitor.SignInAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static async Task<string> DetourAsync(Visitor visitor) =>
        (await visitor.Http.SendFormAsync("/account/privacy/export")).Headers.Location!.OriginalString.Split("interaction=")[1];

    private static string ToAll(string options) => JsonSerializer.Serialize(JsonDocument.Parse(options).RootElement.EnumerateObject()
        .Where(member => member.Name is not "allowCredentials").ToDictionary(member => member.Name, member => member.Value));
}
