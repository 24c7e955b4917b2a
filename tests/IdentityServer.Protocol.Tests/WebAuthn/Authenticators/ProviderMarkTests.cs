using IdentityServer.Protocol.WebAuthn.Authenticators;

namespace IdentityServer.Protocol.Tests.WebAuthn.Authenticators;

internal sealed class ProviderMarkTests
{
    [TestCase("Google Password Manager", ExpectedResult = "G")]
    [TestCase("iCloud Keychain (Managed)", ExpectedResult = "I")]
    [TestCase("1Password", ExpectedResult = "1")]
    public string The_letter_is_the_first_of_the_name(string name) => ProviderMark.Of(name).Letter;

    // Pages are kept for years; a colour that jumps makes people look for what has changed.
    [TestCase("Google Password Manager", ExpectedResult = 4)]
    [TestCase("Apple Passwords", ExpectedResult = 1)]
    [TestCase("Bitwarden", ExpectedResult = 1)]
    public int The_tint_of_a_name_never_changes(string name) => ProviderMark.Of(name).Tint;

    [Test]
    public void Every_name_has_a_tint_of_the_style_sheet_and_none_is_left_over() =>
        Assert.That(AuthenticatorNames.All.Select(name => ProviderMark.Of(name).Tint).Distinct().Order(), Is.EqualTo(Enumerable.Range(1, ProviderMark.Tints)));

    [Test, Property("Case", "UX-41")]
    public void Who_does_not_say_has_no_mark() => Assert.That(AuthenticatorNames.FindMark(Guid.Empty), Is.Null);
}
