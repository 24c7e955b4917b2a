using IdentityServer.Shared.Branding;

namespace IdentityServer.Tests.Shared.Branding;

internal sealed class BrandingOptionsTests
{
    [Test]
    public void Everything_may_be_left_out() => Assert.That(Faults(new()), Is.Empty);

    [Test]
    public void A_readable_accent_a_picture_and_addresses_are_accepted() => Assert.That(Faults(new()
    {
        Accent = "#7a1f5c",
        Logo = "logo.svg",
        HelpUrl = new("mailto:help@example.com"),
        PrivacyUrl = new("https://example.com/privacy"),
    }), Is.Empty);

    [TestCase("#ffd400")]
    [TestCase("#8cb8ff")]
    [TestCase("blue")]
    [TestCase("#7a1f5c; } body { display: none")]
    public void An_accent_that_cannot_be_read_is_refused(string accent) =>
        Assert.That(Faults(new() { Accent = accent }), Has.Some.Contains("Accent"));

    [TestCase("logo.gif")]
    [TestCase("logo.html")]
    [TestCase("logo")]
    public void A_logo_that_is_no_picture_we_serve_is_refused(string logo) =>
        Assert.That(Faults(new() { Logo = logo }), Has.Some.Contains("Logo"));

    [TestCase("../master.key.svg")]
    [TestCase("/etc/logo.svg")]
    public void A_logo_outside_the_data_directory_is_refused(string logo) =>
        Assert.That(Faults(new() { Logo = logo }), Has.Some.Contains("Logo"));

    [TestCase("javascript:alert(1)")]
    [TestCase("/help")]
    public void A_link_that_is_no_web_or_mail_address_is_refused(string address) =>
        Assert.That(Faults(new() { HelpUrl = new(address, UriKind.RelativeOrAbsolute) }), Has.Some.Contains("HelpUrl"));

    private static IEnumerable<string> Faults(BrandingOptions options) => new BrandingOptionsValidator().Validate(null, options).Failures ?? [];
}
