using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Data;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.Passkeys;

internal sealed class SignInTests
{
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

    [Test, Property("Case", "S08")]
    public async Task A_passkey_signs_in_and_the_answer_says_where_to_go()
    {
        var response = await ada.SignInAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await NextOf(response), Is.EqualTo("/account/passkeys"));
        Assert.That(SessionCookieOf(response), Does.Contain("secure").And.Contain("httponly").And.Contain("samesite=lax").And.Contain("path=/"));
    }

    [Test]
    public async Task The_same_answer_sent_twice_signs_in_once()
    {
        var (ceremony, options) = await ada.AskAsync("sign-in", new { });
        var credential = ada.Device.Get(options)!;

        var first = await ada.AnswerAsync("sign-in", ceremony, credential);
        var second = await ada.AnswerAsync("sign-in", ceremony, credential);

        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await CodeOf(second), Is.EqualTo("challenge_consumed"));
    }

    [Test]
    public async Task Of_fifty_copies_of_one_answer_one_signs_in()
    {
        var (ceremony, options) = await ada.AskAsync("sign-in", new { });
        var credential = ada.Device.Get(options)!;

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ada.AnswerAsync("sign-in", ceremony, credential)));
        var codes = await Task.WhenAll(responses.Where(it => !it.IsSuccessStatusCode).Select(CodeOf));

        Assert.That(responses.Count(it => it.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(codes, Has.Length.EqualTo(49).And.All.EqualTo("challenge_consumed"));
    }

    [Test]
    public async Task What_one_browser_was_asked_another_cannot_answer()
    {
        var (ceremony, options) = await ada.AskAsync("sign-in", new { });
        using var thief = ada.OnAnotherBrowser();

        var response = await thief.AnswerAsync("sign-in", ceremony, ada.Device.Get(options)!);

        Assert.That(await CodeOf(response), Is.EqualTo("challenge_binding"));
    }

    [Test]
    public async Task An_answer_after_ten_minutes_is_too_late()
    {
        var (ceremony, options) = await ada.AskAsync("sign-in", new { });
        host.Clock.Advance(TimeSpan.FromSeconds(600));

        var response = await ada.AnswerAsync("sign-in", ceremony, ada.Device.Get(options)!);

        Assert.That(await CodeOf(response), Is.EqualTo("challenge_expired"));
    }

    [Test]
    public async Task A_question_that_was_never_asked_cannot_be_answered(
        [Values("sign-in", "registration", "step-up")] string kind, [Values] bool wellFormed)
    {
        await ada.SignInAsync();
        var (_, options) = await ada.AskAsync("sign-in", new { });
        var invented = wellFormed ? Handle.New(host.Clock.GetUtcNow()).ToString() : "garbage";

        var response = await ada.AnswerAsync(kind, invented, ada.Device.Get(options)!);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await CodeOf(response), Is.EqualTo("challenge_missing"));
    }

    [Test]
    public async Task A_sign_in_answer_is_no_step_up()
    {
        await ada.SignInAsync();
        var (ceremony, options) = await ada.AskAsync("sign-in", new { });

        var response = await ada.AnswerAsync("step-up", ceremony, ada.Device.Get(options)!);

        Assert.That(await CodeOf(response), Is.EqualTo("purpose_mismatch"));
    }

    [Test]
    public async Task A_step_up_answer_is_no_sign_in()
    {
        await ada.SignInAsync();
        var (ceremony, options) = await ada.AskAsync("step-up", new { });

        var response = await ada.AnswerAsync("sign-in", ceremony, ada.Device.Get(options)!);

        Assert.That(await CodeOf(response), Is.EqualTo("purpose_mismatch"));
    }

    [Test]
    public async Task A_step_up_begun_in_one_session_is_not_answered_in_the_next([Values] bool signedInAgain)
    {
        await ada.SignInAsync();
        var (ceremony, options) = await ada.AskAsync("step-up", new { });
        await host.Get<IHotTables>().WriteAsync(new Unit().Add(new Statement("""DELETE FROM "Sessions" """)), CancellationToken.None);
        if (signedInAgain)
            await ada.SignInAsync();

        var response = await ada.AnswerAsync("step-up", ceremony, ada.Device.Get(options)!);

        Assert.That(await CodeOf(response), Is.EqualTo("challenge_binding"));
        Assert.That(await host.EventsAsync("stepup.failed", "challenge_binding"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_answer_spends_the_question()
    {
        var (ceremony, options) = await ada.AskAsync("sign-in", new { });
        await ada.AnswerAsync("sign-in", ceremony, ada.Device.Get(options, Forged)!);

        var honest = await ada.AnswerAsync("sign-in", ceremony, ada.Device.Get(options)!);

        Assert.That(await CodeOf(honest), Is.EqualTo("challenge_consumed"));
    }

    [Test]
    public async Task A_forged_signature_gets_the_sentence_everybody_gets()
    {
        var response = await ada.SignInAsync(Forged);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await CodeOf(response), Is.EqualTo("passkey_refused"));
    }

    [Test]
    public async Task A_passkey_nobody_knows_may_be_forgotten_by_the_browser()
    {
        using var stranger = new Visitor(host);
        var (ceremony, options) = await stranger.AskAsync("sign-in", new { });
        stranger.Device.Add(new SoftPasskey("localhost", new byte[64]));

        var response = await stranger.AnswerAsync("sign-in", ceremony, stranger.Device.Get(options)!);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("passkey_refused"));
        Assert.That(problem.GetProperty("signal").GetProperty("type").GetString(), Is.EqualTo("unknownCredential"));
        Assert.That(problem.GetProperty("signal").GetProperty("rpId").GetString(), Is.EqualTo("localhost"));
    }

    [Test, Property("Case", "S08")]
    public async Task Every_sign_in_changes_the_cookie_and_the_old_one_opens_nothing()
    {
        var first = SessionCookieOf(await ada.SignInAsync()).Split(';')[0];
        await ada.SignInAsync();

        using var thief = host.NewBrowser();
        thief.DefaultRequestHeaders.Add("Cookie", first);
        var response = await thief.PostAsJsonAsync("/passkeys/step-up/options", new { });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_session_nobody_used_for_an_hour_has_ended()
    {
        await host.LeaveAllGroupsAsync();
        await ada.SignInAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(60));

        var response = await ada.Http.PostAsJsonAsync("/passkeys/step-up/options", new { });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_busy_session_ends_after_twelve_hours()
    {
        await host.LeaveAllGroupsAsync();
        await ada.SignInAsync();
        for (var hour = 0; hour < 12 * 2; hour++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(30));
            var stillOpen = hour < 23;
            var response = await ada.Http.PostAsJsonAsync("/passkeys/step-up/options", new { });
            Assert.That(response.StatusCode, Is.EqualTo(stillOpen ? HttpStatusCode.OK : HttpStatusCode.Unauthorized), $"after {hour + 1} half hours");
        }
    }

    [TestCase("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [TestCase("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    public async Task Only_json_is_read(string type, HttpStatusCode expected)
    {
        var response = await ada.Http.PostAsync("/passkeys/sign-in/options", new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue(type)));

        Assert.That(response.StatusCode, Is.EqualTo(expected));
    }

    [Property("Case", "S09")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    [TestCase("Origin", "https://evil.example")]
    [TestCase("Origin", "null")]
    public async Task Another_sites_page_starts_no_ceremony(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/passkeys/sign-in/options") { Content = JsonContent.Create(new { }) };
        request.Headers.Add(header, value);

        var response = await ada.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{\"ceremony\":1,\"credential\":{}}")]
    [TestCase("{\"ceremony\":\"a\",\"ceremony\":\"b\",\"credential\":{}}")]
    [TestCase("{}")]
    public async Task A_body_of_another_shape_is_malformed(string body)
    {
        var response = await ada.Http.PostAsync("/passkeys/sign-in", new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));

        Assert.That(await CodeOf(response), Is.EqualTo("malformed"));
    }

    private static AssertionDraft Forged(AssertionDraft draft) => draft with { Signature = [.. new byte[70]] };

    private static async Task<string?> NextOf(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("next").GetString();

    private static async Task<string?> CodeOf(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private static string SessionCookieOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single(it => it.StartsWith("__Host-session=", StringComparison.Ordinal));
}
