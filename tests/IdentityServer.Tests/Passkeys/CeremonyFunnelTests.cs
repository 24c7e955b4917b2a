using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using IdentityServer.Passkeys;
using IdentityServer.Shared.Telemetry;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Tests.Passkeys;

/// <summary>OP-06: where people are lost. What only a browser knows is tested with one.</summary>
internal sealed class CeremonyFunnelTests
{
    private FakeLogger log;
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        log = new();
        host = new TestHost { Fakes = services => services.AddLogging(logging => logging.AddProvider(log)) };
        ada = await Visitor.SetUpAsync(host);
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
        log.Dispose();
    }

    [Test, Property("Case", "OP-06")]
    public async Task A_sign_in_leaves_its_steps_and_its_method()
    {
        await ada.Http.GetAsync("/sign-in");
        await ada.SignInAsync(question: new { mediation = "conditional" });

        var steps = await host.StepsAsync();
        Assert.That(steps, Does.Contain("login unknown page_view"));
        Assert.That(steps, Does.Contain("login conditional options_issued"));
        Assert.That(steps, Does.Contain("login conditional verify_ok"));
        Assert.That(steps, Does.Contain("login conditional session"));
        Assert.That((await host.CountsAsync(Measures.SignIns)).Single().Labels["method"], Is.EqualTo("passkey-autofill"));
    }

    [Test, Property("Case", "OP-08")]
    public async Task Every_refusal_leaves_its_reason()
    {
        await ada.SignInAsync(draft => draft with { Signature = [.. new byte[70]] });
        await ada.SignInAsync(draft => draft with { Client = draft.Client with { Origin = "https://evil.example" } });
        await ada.SignInAsync(draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.UserPresent) });
        var (ceremony, options) = await ada.AskAsync("sign-in", new { });
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        await ada.AnswerAsync("sign-in", ceremony, ada.Device.Get(options)!);

        Assert.That(await host.StepsAsync(), Is.SupersetOf((string[])
        [
            "login modal verify_ok: bad_signature", "login modal verify_ok: origin_mismatch",
            "login modal verify_ok: up_missing", "login modal verify_ok: challenge_expired",
        ]));
    }

    [Test, Property("Case", "OP-06")]
    public async Task Enrolment_and_step_up_are_counted_apart()
    {
        await ada.SignInAsync();
        await ada.StepUpAsync();

        Assert.That(await host.StepsAsync(), Is.SupersetOf((string[])
            ["register modal options_issued", "register modal verify_ok", "step_up modal options_issued", "step_up modal verify_ok", "step_up modal session"]));
    }

    [Test, Property("Case", "WA-02")]
    public async Task What_browsers_can_do_is_counted_word_by_word_and_silence_is_not_a_no()
    {
        var response = await ada.Http.PostAsJsonAsync("/passkeys/capabilities",
            new { conditionalGet = true, relatedOrigins = false, signalUnknownCredential = (bool?)null, fingerprint1234 = true });

        var counted = (await host.CountsAsync(Measures.Capabilities)).ToDictionary(it => it.Labels["capability"], it => it.Labels["able"]);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(counted.Keys, Is.EquivalentTo(BrowserCapabilities.Known));
        Assert.That((counted["conditionalGet"], counted["relatedOrigins"], counted["signalUnknownCredential"], counted["hybridTransport"]),
            Is.EqualTo(("yes", "no", "unknown", "unknown")));
    }

    [TestCase("""{ "conditionalGet": "yes" }""")]
    [TestCase("[]")]
    [TestCase("null")]
    [Property("Case", "WA-02")]
    public async Task What_is_no_map_of_truths_is_not_counted(string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));

        var response = await ada.Http.PostAsync("/passkeys/capabilities", content);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await host.CountsAsync(Measures.Capabilities), Is.Empty);
    }

    [Test, Property("Case", "OP-07")]
    public async Task What_a_page_reports_is_counted_in_our_words()
    {
        await ReportAsync(new { ceremony = "Login", mediation = "Modal", edge = "PromptInvoked" });
        await ReportAsync(new { ceremony = "Login", mediation = "Modal", edge = "BrowserResolved", error = "NotAllowedError", elapsed = 1200 });
        await ReportAsync(new { ceremony = "Login", mediation = "Modal", edge = "BrowserResolved", error = "<script>", elapsed = -1 });

        Assert.That(await host.StepsAsync(), Is.SupersetOf((string[])
            ["login modal prompt_invoked", "login modal browser_resolved: NotAllowedError", "login modal browser_resolved: UnknownError"]));
    }

    [Test, Property("Case", "OP-07")]
    public async Task A_stranger_writes_the_address_alarm_once()
    {
        for (var time = 0; time < 20; time++)
            await ReportAsync(new { ceremony = "Login", mediation = "Modal", edge = "BrowserResolved", error = "SecurityError" });
        Assert.That(Alarms(), Is.EqualTo(1));
        Assert.That(await host.StepsAsync(), Does.Contain("login modal browser_resolved: SecurityError"), "but is counted");

        host.Clock.Advance(TimeSpan.FromHours(1));
        await ReportAsync(new { ceremony = "Login", mediation = "Modal", edge = "BrowserResolved", error = "SecurityError" });
        Assert.That(Alarms(), Is.EqualTo(2));
    }

    [TestCase("VerifyOk")]
    [TestCase("Session")]
    [TestCase("Anything")]
    public async Task A_page_cannot_report_what_only_the_server_knows(string edge)
    {
        var response = await ada.Http.PostAsJsonAsync("/passkeys/reports", new { ceremony = "Login", mediation = "Modal", edge });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private int Alarms() => log.Messages.Count(it => it.Contains("refuses passkeys at the address", StringComparison.Ordinal));

    private async Task ReportAsync(object report) =>
        Assert.That((await ada.Http.PostAsJsonAsync("/passkeys/reports", report)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
}
