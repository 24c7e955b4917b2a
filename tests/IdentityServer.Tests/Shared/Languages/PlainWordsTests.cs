using System.Text.RegularExpressions;
using System.Xml.Linq;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Shared.Languages;

/// <summary>People read of passkeys, devices and apps; the words of the specifications stay in the code.</summary>
[Property("Case", "S1-36")]
internal sealed partial class PlainWordsTests
{
    public static IEnumerable<string> Files => ResourceTests.Files.SelectMany(file => new[] { file, Path.ChangeExtension(file, ".de.resx") });

    [TestCaseSource(nameof(Files))]
    public void No_sentence_has_a_word_of_the_specifications(string file) => Assert.That(
        Words(file).Where(it => Jargon().IsMatch(it.Text)).Select(it => $"{it.Key}: {Jargon().Match(it.Text).Value}"), Is.Empty);

    [TestCase("Your WebAuthn credential was registered.")]
    [TestCase("Attestierung fehlgeschlagen")]
    [TestCase("This authenticator is too old.")]
    [TestCase("Der Token ist abgelaufen.")]
    [TestCase("The client has no redirect URI.")]
    public void Jargon_is_seen(string text) => Assert.That(Jargon().IsMatch(text));

    // What people call the app on their phone is called so here, too.
    [TestCase("Open your authenticator app.")]
    [TestCase("Öffnen Sie Ihre Authenticator-App.")]
    [TestCase("Your passkey is ready.")]
    public void What_people_say_is_left_alone(string text) => Assert.That(Jargon().IsMatch(text), Is.False);

    private static IEnumerable<(string Key, string Text)> Words(string file) =>
        XDocument.Load(Repository.File(Path.Combine("src/IdentityServer", file))).Root!
            .Elements("data").Select(word => (word.Attribute("name")!.Value, word.Element("value")!.Value));

    [GeneratedRegex(
        """
        \b(?:webauthn|fido2?|u2f|ctap2?|aaguid|credentials?|anmeldedaten|attest\w*|assertion\w*|authenticator(?!s?[\s-]apps?\b)\w*|relying\spart\w*|rp\s?id|
        public[\s-]keys?|private[\s-]keys?|öffentliche[rn]?\sschlüssel|private[rn]?\sschlüssel|challenges?|ceremon(?:y|ies)|zeremonien?|resident\skeys?|discoverable|
        user\s(?:verification|presence|handle)|tokens?|nonces?|openid|oidc|oauth2?|clients?|redirect\s?ur[il]s?|endpoints?|scopes?|hash(?:es)?|enrol\w*)\b
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Jargon();
}
