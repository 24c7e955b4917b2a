using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Tests.Shared.Headers;

internal sealed class ResponsePolicyTests
{
    private DefaultHttpContext http;

    [SetUp]
    public void Start() => http = new();

    [Property("Case", "SS-02")]
    [Test]
    public void A_form_may_lead_to_the_app_of_this_request()
    {
        ResponsePolicy.Of(http).AllowFormTarget(new("https://app.example.com/callback?x=1"));

        Assert.That(Policy, Does.Contain("form-action 'self' https://app.example.com;"));
    }

    [Test]
    public void Several_permissions_of_one_response_add_up()
    {
        ResponsePolicy.Of(http).AllowFormTarget(new("https://app.example.com/callback"));
        ResponsePolicy.Of(http).AllowFrame(new("https://one.example/logout"));
        ResponsePolicy.Of(http).AllowFrame(new("https://two.example:8443/logout"));

        Assert.That(Policy, Does.Contain("form-action 'self' https://app.example.com;").And.Contain("frame-src https://one.example https://two.example:8443;"));
    }

    [Test]
    public void A_permission_loosens_nothing_else()
    {
        ResponsePolicy.Of(http).AllowFormTarget(new("https://app.example.com/callback"));

        Assert.That(Policy, Does.StartWith("default-src 'none'; script-src 'self'; ").And.Contain("frame-ancestors 'none'"));
    }

    [Property("Case", "RC-04")]
    [Test]
    public void A_page_with_a_token_in_its_address_tells_nobody_where_it_came_from()
    {
        ResponsePolicy.Of(http).SendNoReferrer();

        Assert.That(http.Response.Headers["Referrer-Policy"].ToString(), Is.EqualTo("no-referrer"));
    }

    [Property("Case", "SS-06")]
    [TestCase(true, "\"cookies\", \"storage\"")]
    [TestCase(false, "\"storage\"")]
    public void Signing_out_clears_what_the_browser_keeps(bool cookies, string expected)
    {
        ResponsePolicy.Of(http).ClearBrowserData(cookies);

        Assert.That(http.Response.Headers["Clear-Site-Data"].ToString(), Is.EqualTo(expected));
    }

    [TestCase("https://app.example.com/cb?a=1#b", "https://app.example.com")]
    [TestCase("https://user:secret@app.example.com/cb", "https://app.example.com")]
    [TestCase("https://app.example.com:8443/cb", "https://app.example.com:8443")]
    [TestCase("http://127.0.0.1:51004/cb", "http://127.0.0.1:51004")]
    [TestCase("http://[::1]:51004/cb", "http:")]
    [TestCase("com.example.app:/oauth", "com.example.app:")]
    [TestCase("https://bücher.example/cb", "https://xn--bcher-kva.example")]
    public void An_address_is_admitted_by_its_origin(string address, string source) =>
        Assert.That(CspSource.Of(new(address)), Is.EqualTo(source));

    [TestCase("https://app.example.com/;script-src *")]
    [TestCase("https://app.example.com/,default-src *")]
    [TestCase("com.example.app:;script-src%20*")]
    public void An_address_cannot_add_a_directive(string address) =>
        Assert.That(CspSource.Of(new(address)), Does.Not.Contain(";").And.Not.Contain(",").And.Not.Contain(" "));

    [TestCase("https://[2001:db8::1]/cb")]
    [TestCase("/relative")]
    public void What_a_policy_cannot_say_is_refused(string address) =>
        Assert.That(() => CspSource.Of(new(address, UriKind.RelativeOrAbsolute)), Throws.ArgumentException);

    private string Policy => http.Response.Headers.ContentSecurityPolicy.ToString();
}
