using System.Text.Json.Nodes;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Options;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Options;

internal sealed class RequestOptionsTests
{
    private static readonly AuthenticationCeremony Ceremony = new()
    {
        Challenge = [0xff],
        ExpiresAt = Scene.Now.AddMinutes(10),
        RelyingPartyId = Scene.RelyingPartyId,
        Origins = [Scene.Origin],
        UserVerification = UserVerification.Required,
    };

    [Test]
    public void The_json_is_what_browsers_parse()
    {
        var options = new RequestOptions(Ceremony with { AllowedCredentials = [new([1], ["usb"])] }) { Hints = [AuthenticatorHint.SecurityKey] };

        var expected = JsonNode.Parse("""
            {
              "challenge": "_w",
              "timeout": 300000,
              "rpId": "id.example",
              "allowCredentials": [{ "type": "public-key", "id": "AQ", "transports": ["usb"] }],
              "userVerification": "required",
              "hints": ["security-key"]
            }
            """);
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(options.ToJson()), expected), Is.True, options.ToJson());
    }

    [Test]
    public void A_stranger_learns_no_credential_ids() =>
        Assert.That(JsonNode.Parse(new RequestOptions(Ceremony).ToJson())!["allowCredentials"]!.AsArray(), Is.Empty);

    [Test]
    public void A_browser_without_a_fitting_passkey_gives_no_answer()
    {
        using var browser = new SoftBrowser(Scene.Origin);
        browser.Add(new("other.example", [1]));

        Assert.That(browser.Get(new RequestOptions(Ceremony).ToJson()), Is.Null);
    }
}
