using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.Passkeys;

/// <summary>All visitors of a test come from one address; what tells them apart is their browser and their account.</summary>
internal sealed class CeremonyLimitTests
{
    private const string Limits = "IdentityServer:Throttles:";

    [Test]
    public async Task One_browser_is_asked_ten_times_a_minute()
    {
        await using var host = new TestHost { Settings = { [Limits + "SignInOptionsPerBrowser:Limit"] = "10" } };
        using var visitor = new Visitor(host);
        using var other = new Visitor(host);

        for (var time = 0; time < 10; time++)
            await visitor.AskAsync("sign-in", new { });
        var refused = await visitor.Http.PostAsJsonAsync("/passkeys/sign-in/options", new { });

        await ShouldBeTooMany(refused, seconds: 6);
        await other.AskAsync("sign-in", new { });
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await visitor.AskAsync("sign-in", new { });
    }

    [Test]
    public async Task One_network_is_asked_thirty_times_a_minute_whatever_cookies_it_throws_away()
    {
        await using var host = new TestHost { Settings = { [Limits + "SignInOptionsPerNetwork:Limit"] = "30" } };

        for (var time = 0; time < 30; time++)
        {
            using var visitor = new Visitor(host);
            await visitor.AskAsync("sign-in", new { });
        }

        using var last = new Visitor(host);
        await ShouldBeTooMany(await last.Http.PostAsJsonAsync("/passkeys/sign-in/options", new { }), seconds: 2);
    }

    [Test]
    public async Task One_network_answers_twenty_times_a_minute_and_what_is_refused_spends_no_question()
    {
        await using var host = new TestHost { Settings = { [Limits + "SignInPerNetwork:Limit"] = "20" } };
        using var ada = await Visitor.SetUpAsync(host); // answers once
        for (var time = 0; time < 19; time++)
            await ada.SignInAsync();

        var (ceremony, options) = await ada.AskAsync("sign-in", new { });
        var credential = ada.Device.Get(options)!;
        await ShouldBeTooMany(await ada.AnswerAsync("sign-in", ceremony, credential), seconds: 3);

        host.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.That((await ada.AnswerAsync("sign-in", ceremony, credential)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task After_ten_forged_answers_for_one_account_its_network_waits()
    {
        await using var host = new TestHost();
        using var ada = await Visitor.SetUpAsync(host);

        for (var time = 0; time < 10; time++)
            Assert.That((await ada.SignInAsync(Forged)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));

        await ShouldBeTooMany(await ada.SignInAsync(Forged), seconds: 90);
        host.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.That((await ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_account_may_try_to_add_ten_passkeys_an_hour()
    {
        await using var host = new TestHost { Settings = { [Limits + "RegistrationPerAccount:Limit"] = "10" } };
        using var ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();

        for (var time = 0; time < 10; time++)
            await ada.AskAsync("registration", new { occasion = "Settings" });

        await ShouldBeTooMany(await ada.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "Settings" }), seconds: 360);
    }

    [Test]
    public async Task The_fifty_first_passkey_is_refused()
    {
        await using var host = new TestHost();
        using var ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
        using var last = ada.WithAnotherDevice();
        var begun = await last.AskAsync("registration", new { occasion = "Settings" });
        for (var number = 2; number <= 50; number++)
        {
            using var device = ada.WithAnotherDevice();
            Assert.That((await device.EnrolAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK), $"the {number}th");
        }

        var asked = await ada.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "Settings" });
        var answered = await ada.AnswerAsync("registration", begun.Ceremony, last.Device.Create(begun.Options)!);

        Assert.That(await asked.Content.ReadAsStringAsync(), Does.Contain("limit_reached"));
        Assert.That(answered.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await answered.Content.ReadAsStringAsync(), Does.Contain("limit_reached").And.Contain("unknownCredential"));
    }

    [Test]
    public async Task A_step_up_counts_like_a_sign_in()
    {
        await using var host = new TestHost();
        using var ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();

        for (var time = 0; time < 10; time++)
            await ada.StepUpAsync(Forged);

        await ShouldBeTooMany(await ada.StepUpAsync(Forged), seconds: 90);
    }

    private static AssertionDraft Forged(AssertionDraft draft) => draft with { Signature = [.. new byte[70]] };

    private static async Task ShouldBeTooMany(HttpResponseMessage response, int seconds)
    {
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(response.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        Assert.That((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(), Is.EqualTo("rate_limited"));
    }
}
