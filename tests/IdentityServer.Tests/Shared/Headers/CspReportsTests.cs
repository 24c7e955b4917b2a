using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Shared.Headers;

[Property("Case", "SS-01")]
internal sealed class CspReportsTests
{
    private TestHost host;
    private MeterListener listener;
    private List<string> counted;

    [SetUp]
    public void Start()
    {
        host = new();
        counted = [];
        listener = new() { InstrumentPublished = (instrument, own) => { if (instrument.Name == "identityserver.csp.violations" && instrument.Meter.Scope == host.Get<IMeterFactory>()) own.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add((string)tags[0].Value!));
        listener.Start();
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        listener.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task A_report_in_the_old_form_is_counted_by_its_directive()
    {
        Assert.That(await PostAsync("application/csp-report", """{"csp-report":{"effective-directive":"script-src-elem","document-uri":"https://id.test/secret"}}"""), Is.EqualTo(HttpStatusCode.NoContent));

        Assert.That(counted, Is.EqualTo(["script-src-elem"]));
    }

    [Test]
    public async Task Reports_in_the_new_form_come_in_bundles()
    {
        await PostAsync("application/reports+json", """[{"type":"csp-violation","body":{"effectiveDirective":"img-src"}},{"body":{"effectiveDirective":"form-action"}}]""");

        Assert.That(counted, Is.EqualTo(["img-src", "form-action"]));
    }

    [TestCase("""{"csp-report":{"effective-directive":"a-name-of-the-attackers-choosing"}}""")]
    [TestCase("""{"csp-report":{}}""")]
    [TestCase("""{"csp-report":7}""")]
    [TestCase("7")]
    [TestCase("[7]")]
    public async Task What_we_do_not_know_gets_no_name_of_its_own(string report)
    {
        Assert.That(await PostAsync("application/csp-report", report), Is.EqualTo(HttpStatusCode.NoContent));

        Assert.That(counted, Is.EqualTo(["other"]));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[[[[[[[[[[[[[[]]]]]]]]]]]]]]")]
    public async Task What_is_not_json_is_refused(string report)
    {
        Assert.That(await PostAsync("application/csp-report", report), Is.EqualTo(HttpStatusCode.BadRequest));

        Assert.That(counted, Is.Empty);
    }

    [Test]
    public async Task A_bundle_is_not_counted_without_end()
    {
        await PostAsync("application/reports+json", $"[{string.Join(',', Enumerable.Repeat("{}", 500))}]");

        Assert.That(counted, Has.Count.EqualTo(20));
    }

    private async Task<HttpStatusCode> PostAsync(string type, string report)
    {
        using var browser = host.NewBrowser();
        using var content = new StringContent(report, Encoding.UTF8, type);
        using var answer = await browser.PostAsync(new Uri("/csp-report", UriKind.Relative), content);
        return answer.StatusCode;
    }
}
