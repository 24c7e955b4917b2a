using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Audit.Reading;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys;

/// <summary>What of questions and failed prompts is recorded, and what is only counted.</summary>
internal sealed class CeremonyTrailTests
{
    private const string Issued = "webauthn.options.issued";
    private const string Failed = "webauthn.client.error";

    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test, Property("Case", "6.3")]
    public async Task A_question_to_a_stranger_is_counted_and_not_recorded()
    {
        using var stranger = new Visitor(host);
        await stranger.AskAsync("sign-in", new { });
        await stranger.AskAsync("sign-in", new { identifier = "ada" });

        Assert.That(await host.EventsAsync(Issued), Is.Zero);
        Assert.That(await host.StepsAsync(), Does.Contain("login modal options_issued"));
    }

    [Test, Property("Case", "6.3")]
    public async Task A_question_for_a_confirmation_is_recorded()
    {
        await ada.SignInAsync();
        await ada.AskAsync("step-up", new { });

        Assert.That(await DetailsAsync(Issued), Is.EqualTo("""{"purpose":"StepUp","mediation":"Modal","uvRequired":true,"listed":1,"ttl":600}"""));
    }

    [Test, Property("Case", "6.3")]
    public async Task A_question_for_another_passkey_is_recorded()
    {
        await ada.SignInAsync();
        await ada.AskAsync("registration", new { occasion = "Settings" });

        Assert.That(await DetailsAsync(Issued), Is.EqualTo("""{"purpose":"Registration","mediation":"Modal","uvRequired":false,"listed":1,"ttl":600}"""));
    }

    [Test, Property("Case", "6.3")]
    public async Task A_stranger_s_failed_prompt_is_counted_and_not_recorded()
    {
        using var stranger = new Visitor(host);
        await ReportAsync(stranger, "NotAllowedError");

        Assert.That(await host.EventsAsync(Failed), Is.Zero);
        Assert.That(await host.StepsAsync(), Does.Contain("step_up modal browser_resolved: NotAllowedError"));
    }

    [TestCase("NotAllowedError", "NotAllowedError")]
    [TestCase("<script>", "UnknownError")]
    [Property("Case", "6.3")]
    public async Task A_failed_prompt_of_somebody_signed_in_is_recorded_in_our_words(string said, string recorded)
    {
        await ada.SignInAsync();
        await ReportAsync(ada, said);

        Assert.That(await DetailsAsync(Failed), Is.EqualTo($$"""{"ceremony":"StepUp","mediation":"Modal","name":"{{recorded}}","elapsed":"1-10s"}"""));
    }

    [Test, Property("Case", "6.3")]
    public async Task A_prompt_that_went_well_leaves_nothing()
    {
        await ada.SignInAsync();
        await ReportAsync(ada, error: null);

        Assert.That(await host.EventsAsync(Failed), Is.Zero);
    }

    [Test]
    public async Task Nobody_fills_the_trail_with_reports()
    {
        await ada.SignInAsync();
        for (var time = 0; time < 40; time++)
            await ReportAsync(ada, "NotAllowedError");

        Assert.That(await host.EventsAsync(Failed), Is.EqualTo(30));
    }

    private static async Task ReportAsync(Visitor visitor, string? error)
    {
        var response = await visitor.Http.PostAsJsonAsync(
            "/passkeys/reports", new { ceremony = "StepUp", mediation = "Modal", edge = "BrowserResolved", error, elapsed = 1200 });
        response.EnsureSuccessStatusCode();
    }

    // As text that JSON writers may escape differently, compared in its plainest form.
    private async Task<string> DetailsAsync(string type)
    {
        var events = await host.Get<AuditReader>().ListAsync(
            new(host.Clock.GetUtcNow().AddDays(-1)) { Type = type }, before: null, count: 10, CancellationToken.None);
        return JsonSerializer.Serialize(JsonDocument.Parse(events.Single().Details!).RootElement, Plain);
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
