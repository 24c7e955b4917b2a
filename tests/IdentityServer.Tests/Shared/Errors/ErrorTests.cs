using System.Net;

namespace IdentityServer.Tests.Shared.Errors;

internal sealed class ErrorTests
{
    private FailingApp app;

    [OneTimeSetUp]
    public async Task StartAsync() => app = await FailingApp.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => app.DisposeAsync();

    [TestCase("/status/400", 400, "We cannot process this request")]
    [TestCase("/status/403", 403, "You cannot open this page")]
    [TestCase("/status/404", 404, "We cannot find this page")]
    [TestCase("/no/such/page", 404, "We cannot find this page")]
    [TestCase("/status/405", 405, "We cannot process this request")]
    [TestCase("/too-large", 413, "We cannot process this request")]
    [TestCase("/status/429", 429, "Too many tries")]
    [TestCase("/bug", 500, "We cannot process this request")]
    [TestCase("/status/500", 500, "We cannot process this request")]
    [TestCase("/outage", 503, "We will be back in a moment")]
    public async Task Every_failure_is_a_page_that_says_so(string path, int status, string heading)
    {
        var answer = await app.SendAsync(path);

        Assert.That((int)answer.Status, Is.EqualTo(status));
        Assert.That(answer.Type, Is.EqualTo("text/html"));
        Assert.That(answer.Body, Does.Contain($"<h1>{heading}</h1>"));
        Assert.That(answer.Body, Does.Match("<code>[0-9a-f]{32}</code>"), "support code");
        Assert.That(answer.Policy, Does.StartWith("default-src 'none'; script-src 'self'"));
    }

    [TestCase("POST", "/status/403", 403)]
    [TestCase("PUT", "/bug", 500)]
    [TestCase("DELETE", "/no/such/page", 404)]
    [TestCase("OPTIONS", "/no/such/page", 404)]
    public async Task The_method_of_the_failed_request_does_not_matter(string method, string path, int status)
    {
        var answer = await app.SendAsync(path, method: method);

        Assert.That((int)answer.Status, Is.EqualTo(status));
        Assert.That(answer.Body, Does.Contain("<h1>"));
    }

    [Test]
    public async Task The_sentence_of_a_refusal_is_shown_and_encoded()
    {
        var answer = await app.SendAsync("/refused");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Body, Does.Contain("<h1>We cannot process this request</h1>").And.Contain("This link was not made for a registered &lt;app&gt;."));
    }

    [TestCase("/bug")]
    [TestCase("/data/bug")]
    [TestCase("/outage")]
    public async Task What_went_wrong_inside_stays_inside(string path)
    {
        var answer = await app.SendAsync(path);

        Assert.That(answer.Body, Does.Not.Contain("secret").And.Not.Contain("away").And.Not.Contain("Exception"));
    }

    [Property("Case", "OP-41")]
    [Test]
    public async Task An_outage_says_when_to_come_back()
    {
        var answer = await app.SendAsync("/outage");

        Assert.That(answer.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(answer.Body, Does.Contain("Wait 10 seconds, then try again."));
    }

    [Test]
    public async Task A_limit_says_when_to_come_back()
    {
        var answer = await app.SendAsync("/busy");

        Assert.That(answer.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(2)));
        Assert.That(answer.Body, Does.Contain("Wait 2 minutes, then try again."));
    }

    [TestCase("/data/404", "text/html", 404)]
    [TestCase("/data/bug", "*/*", 500)]
    [TestCase("/no/such/page", "application/json", 404)]
    [TestCase("/bug", "application/problem+json", 500)]
    public async Task A_machine_is_told_in_its_own_words(string path, string accept, int status)
    {
        var answer = await app.SendAsync(path, accept);

        Assert.That((int)answer.Status, Is.EqualTo(status));
        Assert.That(answer.Type, Is.EqualTo("application/problem+json"));
        Assert.That(answer.Body, Does.Match("\"supportCode\":\"[0-9a-f]{32}\""));
    }

    [Test]
    public async Task The_page_for_errors_is_not_found_by_its_address() =>
        Assert.That((await app.SendAsync("/error")).Status, Is.EqualTo(HttpStatusCode.NotFound));
}
