using System.Net;
using IdentityServer.Shared.Outgoing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Shared.Outgoing;

[Property("Case", "T16")]
[Property("Case", "H09")]
internal sealed class OutgoingAnswerTests : OutgoingFixture
{
    [Test]
    public async Task An_answer_of_a_public_server_is_read()
    {
        var answer = await AnswerAsync("https://app.test/keys");

        Assert.That(answer.IsSuccess, Is.True);
        Assert.That(answer.MediaType, Is.EqualTo("application/json"));
        Assert.That(answer.Body, Is.EqualTo("""{"keys":[]}"""u8.ToArray()));
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(303)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        Assert.That(await FailureAsync($"https://app.test/redirect/{status}"), Is.EqualTo(OutgoingFailure.Redirected));
        Assert.That(Server.Requests, Is.EqualTo(1));
    }

    [TestCase("declared")]
    [TestCase("chunked")]
    public async Task A_body_is_read_up_to_the_agreed_length_and_not_a_byte_further(string kind)
    {
        Assert.That((await AnswerAsync($"https://app.test/{kind}/65536")).Body, Has.Length.EqualTo(65536));
        Assert.That(await FailureAsync($"https://app.test/{kind}/65537"), Is.EqualTo(OutgoingFailure.TooLarge));
    }

    [Test]
    public async Task Endless_headers_are_not_read() =>
        Assert.That(await FailureAsync("https://app.test/headers"), Is.EqualTo(OutgoingFailure.Unreachable));

    [TestCase("drip")]
    [TestCase("silent")]
    public async Task A_server_that_takes_its_time_is_left(string path)
    {
        using var services = Services();
        var request = new OutgoingRequest(new($"https://app.test/{path}")) { Timeout = TimeSpan.FromMilliseconds(400) };

        var result = await services.GetRequiredService<OutgoingClient>().SendAsync(request, default);

        Assert.That(result, Is.EqualTo(new OutgoingResult.Failed(OutgoingFailure.TimedOut)));
    }

    [Test]
    public void A_caller_that_gives_up_hears_so()
    {
        using var services = Services();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.That(() => services.GetRequiredService<OutgoingClient>().SendAsync(new(new("https://app.test/silent")), cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        Settings.Clear();

        Assert.That(await FailureAsync("https://app.test/keys"), Is.EqualTo(OutgoingFailure.CertificateRefused));
        Assert.That(Server.Requests, Is.Zero);
    }

    [Test]
    public async Task A_trusted_certificate_for_another_name_is_refused()
    {
        Network.Names["bank.test"] = new([[Public]]);

        Assert.That(await FailureAsync("https://bank.test/keys"), Is.EqualTo(OutgoingFailure.CertificateRefused));
    }

    [Test]
    public async Task A_trusted_file_that_does_not_hold_the_servers_certificate_changes_nothing()
    {
        await using var another = await OtherServer.StartAsync();
        File.WriteAllText(Directory.File("other.pem"), another.Certificate.ExportCertificatePem());

        Assert.That(await FailureAsync("https://app.test/keys"), Is.EqualTo(OutgoingFailure.CertificateRefused));
    }

    [Test]
    public async Task What_fails_in_passing_is_fetched_again() =>
        Assert.That((await AnswerAsync("https://app.test/second-time")).Status, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task An_error_of_the_other_side_is_handed_on()
    {
        Assert.That((await AnswerAsync("https://app.test/status/404")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(Server.Requests, Is.EqualTo(1), "and not repeated");
    }

    [Test]
    public async Task What_is_posted_is_posted_once()
    {
        using var services = Services();
        var request = new OutgoingRequest(new("https://app.test/status/500")) { Body = "logout_token=e30"u8.ToArray(), BodyType = "application/x-www-form-urlencoded" };

        await services.GetRequiredService<OutgoingClient>().SendAsync(request, default);

        Assert.That(Server.Requests, Is.EqualTo(1));
        Assert.That(Server.LastBody, Is.EqualTo("logout_token=e30"));
        Assert.That(Server.LastHeaders["Content-Type"], Is.EqualTo("application/x-www-form-urlencoded"));
    }

    [Test]
    public async Task Nothing_about_us_travels_along()
    {
        using var activity = new System.Diagnostics.Activity("request").Start();

        await AnswerAsync("https://app.test/keys");

        Assert.That(Server.LastHeaders.Keys, Is.EquivalentTo(new[] { "Host", "User-Agent" }));
    }

    [Test]
    public async Task A_host_that_keeps_failing_is_left_alone_and_the_others_are_not()
    {
        Network.Names["other.app.test"] = new([[Public]]);
        using var services = Services();
        var client = services.GetRequiredService<OutgoingClient>();
        OutgoingResult result;
        do
            result = await client.SendAsync(new(new("https://app.test/status/500")) { Body = Array.Empty<byte>() }, default);
        while (result is OutgoingResult.Answered && Server.Requests < 50);

        Assert.That(result, Is.EqualTo(new OutgoingResult.Failed(OutgoingFailure.Paused)));
        Assert.That(await client.SendAsync(new(new("https://other.app.test/keys")), default), Is.InstanceOf<OutgoingResult.Answered>());
    }

    [Test]
    public async Task One_host_gets_a_few_calls_at_a_time_and_a_short_queue()
    {
        using var services = Services();
        using var cancellation = new CancellationTokenSource();
        var client = services.GetRequiredService<OutgoingClient>();
        var request = new OutgoingRequest(new("https://app.test/silent")) { Timeout = TimeSpan.FromMinutes(1) };

        var calls = Enumerable.Range(0, 60).Select(_ => client.SendAsync(request, cancellation.Token)).ToList();
        await foreach (var turnedAway in Task.WhenEach(calls).Take(20))
            Assert.That(await turnedAway, Is.EqualTo(new OutgoingResult.Failed(OutgoingFailure.Busy)));

        Assert.That(() => Server.Requests, Is.EqualTo(8).After(5_000, 20));
        Assert.That(calls.Count(call => !call.IsCompleted), Is.EqualTo(40));
        await cancellation.CancelAsync();
        Assert.That(() => Task.WhenAll(calls), Throws.InstanceOf<OperationCanceledException>());
    }
}
