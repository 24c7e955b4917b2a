using System.Text.Json.Nodes;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.Protocol.WebAuthn.Options;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Options;

internal sealed class CreationOptionsTests
{
    private static readonly RegistrationCeremony Ceremony = new()
    {
        Challenge = [1, 2, 3, 0xff],
        ExpiresAt = Scene.Now.AddMinutes(10),
        RelyingPartyId = Scene.RelyingPartyId,
        Origins = [Scene.Origin],
        UserVerification = UserVerification.Preferred,
    };

    private static readonly CreationOptions Plain =
        new(Ceremony, "Example", new([0xfb, 0xff], "ada@example.org", "Ada Lovelace")) { ExcludeCredentials = [] };

    [Test]
    public void The_json_is_what_browsers_parse()
    {
        var options = Plain with { ExcludeCredentials = [new([4, 5], ["internal", "hybrid"]), new([6], [])] };

        var expected = JsonNode.Parse("""
            {
              "rp": { "id": "id.example", "name": "Example" },
              "user": { "id": "-_8", "name": "ada@example.org", "displayName": "Ada Lovelace" },
              "challenge": "AQID_w",
              "pubKeyCredParams": [
                { "type": "public-key", "alg": -7 }, { "type": "public-key", "alg": -8 }, { "type": "public-key", "alg": -257 }
              ],
              "timeout": 300000,
              "excludeCredentials": [
                { "type": "public-key", "id": "BAU", "transports": ["internal", "hybrid"] }, { "type": "public-key", "id": "Bg" }
              ],
              "authenticatorSelection": { "residentKey": "preferred", "requireResidentKey": false, "userVerification": "preferred" },
              "hints": [],
              "attestation": "none",
              "attestationFormats": [],
              "extensions": { "credProps": true }
            }
            """);
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(options.ToJson()), expected), Is.True, options.ToJson());
    }

    [TestCase(ResidentKey.Discouraged, "discouraged", false)]
    [TestCase(ResidentKey.Preferred, "preferred", false)]
    [TestCase(ResidentKey.Required, "required", true)]
    public void Old_browsers_are_told_in_their_words_what_must_be_resident(ResidentKey residentKey, string expected, bool required)
    {
        var selection = Selection(Plain with { Ceremony = Ceremony with { ResidentKey = residentKey } });

        Assert.That((string?)selection["residentKey"], Is.EqualTo(expected));
        Assert.That((bool?)selection["requireResidentKey"], Is.EqualTo(required));
    }

    [TestCase(UserVerification.Discouraged, "discouraged")]
    [TestCase(UserVerification.Preferred, "preferred")]
    [TestCase(UserVerification.Required, "required")]
    public void Verification_is_asked_for_as_it_will_be_demanded(UserVerification verification, string expected)
    {
        var options = Plain with { Ceremony = Ceremony with { UserVerification = verification } };

        Assert.That((string?)Selection(options)["userVerification"], Is.EqualTo(expected));
    }

    [TestCase(new[] { AuthenticatorHint.ClientDevice }, "client-device", "platform")]
    [TestCase(new[] { AuthenticatorHint.Hybrid }, "hybrid", "cross-platform")]
    [TestCase(new[] { AuthenticatorHint.SecurityKey }, "security-key", "cross-platform")]
    [TestCase(new[] { AuthenticatorHint.SecurityKey, AuthenticatorHint.Hybrid }, "security-key,hybrid", "cross-platform")]
    [TestCase(new[] { AuthenticatorHint.ClientDevice, AuthenticatorHint.SecurityKey }, "client-device,security-key", null)]
    public void Hints_also_speak_to_browsers_that_do_not_know_them(AuthenticatorHint[] hints, string expected, string? attachment)
    {
        var json = Parse(Plain with { Hints = hints });

        Assert.That(json["hints"]!.AsArray().Select(hint => (string?)hint), Is.EqualTo(expected.Split(',')));
        Assert.That((string?)json["authenticatorSelection"]!["authenticatorAttachment"], Is.EqualTo(attachment));
    }

    [Test]
    public void An_attachment_that_is_said_wins()
    {
        var options = Plain with { Attachment = AuthenticatorAttachment.Platform, Hints = [AuthenticatorHint.SecurityKey] };

        Assert.That((string?)Selection(options)["authenticatorAttachment"], Is.EqualTo("platform"));
    }

    [TestCase(AttestationConveyance.Indirect, "indirect")]
    [TestCase(AttestationConveyance.Direct, "direct")]
    [TestCase(AttestationConveyance.Enterprise, "enterprise")]
    public void Managed_groups_ask_for_attestation(AttestationConveyance conveyance, string expected)
    {
        var json = Parse(Plain with { Attestation = conveyance, AttestationFormats = ["packed", "tpm"] });

        Assert.That((string?)json["attestation"], Is.EqualTo(expected));
        Assert.That(json["attestationFormats"]!.AsArray().Select(format => (string?)format), Is.EqualTo(new[] { "packed", "tpm" }));
    }

    [Test]
    public void Names_cannot_break_out_of_the_page()
    {
        var options = Plain with { User = new([1], "</script>'\"&", "\u202e\u0000") };

        Assert.That(options.ToJson().AsSpan().IndexOfAny("<>'&\u202e"), Is.Negative);
        Assert.That((string?)Parse(options)["user"]!["name"], Is.EqualTo("</script>'\"&"));
    }

    [Test]
    public void A_browser_answers_what_was_asked()
    {
        using var scene = new Scene();
        using var browser = new SoftBrowser(Scene.Origin);
        var ceremony = scene.RegistrationCeremony with { Algorithms = RegistrationCeremony.OfferedAlgorithms };
        var options = Plain with { Ceremony = ceremony };

        var registration = scene.VerifyRegistration(browser.Create(options.ToJson())!, ceremony);
        var created = ((RegistrationOutcome.Accepted)registration).Credential;
        var again = browser.Create((options with { ExcludeCredentials = [new(created.Id, created.Transports)] }).ToJson());
        var assertion = scene.VerifyAssertion(
            browser.Get(new RequestOptions(scene.AuthenticationCeremony).ToJson())!,
            scene.AuthenticationCeremony,
            scene.Record with { Id = created.Id, PublicKey = created.PublicKey, UserHandle = options.User.Handle });

        Assert.That(again, Is.Null);
        Assert.That(assertion, Is.InstanceOf<AssertionOutcome.Accepted>());
    }

    private static JsonNode Parse(CreationOptions options) => JsonNode.Parse(options.ToJson())!;

    private static JsonNode Selection(CreationOptions options) => Parse(options)["authenticatorSelection"]!;
}
