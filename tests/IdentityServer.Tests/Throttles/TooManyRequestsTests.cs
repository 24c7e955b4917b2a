using System.Text.Json.Nodes;
using IdentityServer.Shared.Headers;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Throttles;

internal sealed class TooManyRequestsTests
{
    private static readonly RateRule Rule = new("test", 1, TimeSpan.FromMinutes(1));

    [Test]
    public void What_is_allowed_needs_no_answer() =>
        Assert.That(TooManyRequests.For(ThrottleOutcome.Allowed.Now), Is.Null);

    [TestCase(0.2, "1")]
    [TestCase(59.1, "60")]
    public async Task The_wait_is_told_in_whole_seconds(double seconds, string expected)
    {
        var http = await AnswerAsync(new ThrottleOutcome.Refused(Rule, TimeSpan.FromSeconds(seconds)), "text/html");

        Assert.That(http.Response.StatusCode, Is.EqualTo(429));
        Assert.That(http.Response.Headers.RetryAfter.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_person_gets_an_empty_answer_that_the_error_page_fills()
    {
        var http = await AnswerAsync(new ThrottleOutcome.Refused(Rule, TimeSpan.FromSeconds(5)), "text/html,application/xhtml+xml");

        Assert.That(http.Response.Body.Length, Is.Zero);
    }

    [TestCase("application/json", null)]
    [TestCase("*/*", null)]
    [TestCase("text/html", ResponseKind.Data)]
    public async Task A_machine_gets_problem_details(string accept, ResponseKind? kind)
    {
        var http = await AnswerAsync(new ThrottleOutcome.Refused(Rule, TimeSpan.FromSeconds(5)), accept, kind);

        http.Response.Body.Position = 0;
        var problem = (await JsonNode.ParseAsync(http.Response.Body))!;
        Assert.That(http.Response.ContentType, Is.EqualTo("application/problem+json"));
        Assert.That(((string?)problem["code"], (int?)problem["status"], (int?)problem["retryAfter"]), Is.EqualTo(("rate_limited", 429, 5)));
    }

    [Test]
    public async Task An_authenticator_that_was_given_up_is_not_told_apart()
    {
        var http = await AnswerAsync(new ThrottleOutcome.Exhausted(Rule), "text/html");

        Assert.That((http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()), Is.EqualTo((429, "3600")));
    }

    private static async Task<HttpContext> AnswerAsync(ThrottleOutcome outcome, string accept, ResponseKind? kind = null)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        http.Request.Headers.Accept = accept;
        http.Response.Body = new MemoryStream();
        if (kind is { } answers)
            http.SetEndpoint(new(null, new(new ResponseKindMetadata(answers)), "test"));

        await TooManyRequests.For(outcome)!.ExecuteAsync(http);
        return http;
    }
}
