using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Tests.Shared.Requests;

internal sealed class DeviceFamilyTests
{
    [TestCase("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36", "Chrome on Windows")]
    [TestCase("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "Edge on Windows")]
    [TestCase("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15", "Safari on Mac")]
    [TestCase("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1", "Chrome on iPhone")]
    [TestCase("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148", "WebView on iPhone")]
    [TestCase("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox on Linux")]
    [TestCase("Mozilla/5.0 (Linux; Android 16; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0 Mobile Safari/537.36", "WebView on Android")]
    [TestCase("Mozilla/5.0 (Linux; Android 15; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36", "Samsung Internet on Android")]
    [TestCase("curl/8.14", "Other")]
    [TestCase("", "Other")]
    public void A_browser_is_recognised_by_what_it_says(string agent, string expected) =>
        Assert.That(Family(agent).ToString(), Is.EqualTo(expected));

    [Test]
    public void Brave_says_its_name_in_the_hints_only() =>
        Assert.That(Family("Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0 Safari/537.36", "\"Brave\";v=\"141\", \"Chromium\";v=\"141\"").Browser, Is.EqualTo("Brave"));

    private static DeviceFamily Family(string agent, string hints = "")
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.UserAgent = agent;
        http.Request.Headers["Sec-CH-UA"] = hints;
        return DeviceFamily.Of(http.Request);
    }
}
