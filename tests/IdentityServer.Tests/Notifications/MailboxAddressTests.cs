using IdentityServer.Notifications;

namespace IdentityServer.Tests.Notifications;

internal sealed class MailboxAddressTests
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase("ada")]
    [TestCase("@example.com")]
    [TestCase("ada@")]
    [TestCase("ada@.example.com")]
    [TestCase("ada@exam ple.com")]
    [TestCase("ada@example.com\r\nBcc: eve@example.com")]
    [TestCase("ada\r\nBcc:eve@example.com")]
    [TestCase("ada\n@example.com")]
    [TestCase("ada\u0085@example.com")]
    [TestCase("ada\u2028@example.com")]
    [TestCase("ada>@example.com")]
    [TestCase("<ada@example.com>")]
    [TestCase("Ada <ada@example.com>")]
    [TestCase("ada@example.com, eve@example.com")]
    [TestCase("ada,eve@example.com")]
    [TestCase("ada@eve@example.com")]
    [TestCase("\"ada eve\"@example.com")]
    [TestCase("ada@[127.0.0.1]")]
    [TestCase("ada(comment)@example.com")]
    public void What_could_mean_something_else_is_no_address(string? text) =>
        Assert.That(MailboxAddress.TryParse(text, out _), Is.False);

    [Test]
    public void What_is_too_long_is_no_address()
    {
        Assert.That(MailboxAddress.TryParse(new string('a', 65) + "@example.com", out _), Is.False);
        Assert.That(MailboxAddress.TryParse($"ada@{string.Join('.', Enumerable.Repeat(new string('a', 60), 5))}.com", out _), Is.False);
    }

    [TestCase("ada@example.com", "ada@example.com", false)]
    [TestCase("Ada.Lovelace+id@Example.COM", "Ada.Lovelace+id@example.com", false)]
    [TestCase("o'brien@localhost", "o'brien@localhost", false)]
    [TestCase("ada@münchen.example", "ada@xn--mnchen-3ya.example", false)]
    [TestCase("jürgen@münchen.example", "jürgen@xn--mnchen-3ya.example", true)]
    public void An_address_is_taken_as_mail_servers_write_it(string text, string expected, bool needsUtf8)
    {
        Assert.That(MailboxAddress.TryParse(text, out var address));
        Assert.That(address!.ToString(), Is.EqualTo(expected));
        Assert.That(address.NeedsUtf8, Is.EqualTo(needsUtf8));
    }
}
