using System.Text;
using System.Text.Json.Nodes;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.Tests.WebAuthn.Messages;

internal sealed class ResponseJsonTests
{
    private static readonly string[] EnvelopeMembers = ["id", "rawId", "type", "response"];

    private static JsonObject Registration => Envelope(new() { ["clientDataJSON"] = "AQ", ["attestationObject"] = "Ag" });

    private static JsonObject Authentication => Envelope(new() { ["clientDataJSON"] = "AQ", ["authenticatorData"] = "Ag", ["signature"] = "Aw" });

    [TestCaseSource(nameof(EnvelopeMembers))]
    public void Nothing_of_the_envelope_may_be_missing(string member)
    {
        foreach (var (json, reads) in Both())
        {
            Assert.That(reads(json), Is.True);
            json.Remove(member);
            Assert.That(reads(json), Is.False);
            json[member] = null;
            Assert.That(reads(json), Is.False);
            json[member] = 1;
            Assert.That(reads(json), Is.False);
        }
    }

    [TestCase("clientDataJSON"), TestCase("attestationObject"), TestCase("authenticatorData"), TestCase("signature")]
    public void Nothing_of_the_response_may_be_missing(string member)
    {
        foreach (var (json, reads) in Both().Where(both => both.Json["response"]!.AsObject().ContainsKey(member)))
        {
            json["response"]![member] = "A=";
            Assert.That(reads(json), Is.False);
            json["response"]!.AsObject().Remove(member);
            Assert.That(reads(json), Is.False);
        }
    }

    [TestCase("BA"), TestCase("BQ=="), TestCase("BR"), TestCase("")]
    public void Id_and_rawId_say_the_same(string id)
    {
        foreach (var (json, reads) in Both())
        {
            json["id"] = id;
            Assert.That(reads(json), Is.False);
        }
    }

    [Test]
    public void Members_that_browsers_add_for_convenience_are_not_looked_at()
    {
        var json = Registration;
        json["response"]!["publicKey"] = 17;
        json["response"]!["publicKeyAlgorithm"] = "what?";
        json["response"]!["authenticatorData"] = false;
        json["clientExtensionResults"] = new JsonObject { ["prf"] = new JsonObject { ["enabled"] = true } };

        Assert.That(ReadsRegistration(json), Is.True);
    }

    [TestCase("platform", AuthenticatorAttachment.Platform)]
    [TestCase("cross-platform", AuthenticatorAttachment.CrossPlatform)]
    [TestCase("implanted", null)]
    [TestCase(null, null)]
    public void An_attachment_we_do_not_know_is_none(string? written, AuthenticatorAttachment? expected)
    {
        var json = Registration;
        json["authenticatorAttachment"] = written;

        Assert.That(RegistrationResponse.TryParse(Bytes(json), out var response), Is.True);
        Assert.That(response!.Attachment, Is.EqualTo(expected));
    }

    [Test]
    public void Transports_are_sorted_named_once_and_few()
    {
        var json = Registration;
        json["response"]!["transports"] = new JsonArray(
            "usb", "usb", "internal", "", "not a name", "<script>", new string('x', 33), "smart-card", "a", "b", "c", "d", "e", "f", "g");

        Assert.That(RegistrationResponse.TryParse(Bytes(json), out var response), Is.True);
        Assert.That(response!.Transports, Is.EqualTo(new[] { "a", "b", "c", "d", "e", "f", "g", "internal" }));
    }

    [TestCase("""{"transports":"usb"}"""), TestCase("""{"transports":[1]}"""), TestCase("""{"transports":[null]}"""), TestCase("""{"transports":{}}""")]
    public void Transports_are_a_list_of_texts(string transports)
    {
        var json = Registration;
        json["response"]!["transports"] = JsonNode.Parse(transports)!["transports"]!.DeepClone();

        Assert.That(ReadsRegistration(json), Is.False);
    }

    [TestCase("true", true), TestCase("false", false), TestCase("null", null)]
    public void The_browser_says_whether_the_key_can_be_found_or_does_not(string rk, bool? expected)
    {
        var json = Registration;
        json["clientExtensionResults"] = new JsonObject { ["credProps"] = JsonNode.Parse($$"""{ "rk": {{rk}} }""") };

        Assert.That(RegistrationResponse.TryParse(Bytes(json), out var response), Is.True);
        Assert.That(response!.Discoverable, Is.EqualTo(expected));
    }

    [TestCase("""{"credProps":{"rk":"true"}}"""), TestCase("""{"credProps":true}"""), TestCase("[]")]
    public void Extension_results_of_another_shape_are_refused(string results)
    {
        var json = Registration;
        json["clientExtensionResults"] = JsonNode.Parse(results);

        Assert.That(ReadsRegistration(json), Is.False);
    }

    [TestCase("BQ", 1), TestCase("", null), TestCase(null, null)]
    public void A_user_handle_is_there_or_it_is_not(string? written, int? length)
    {
        var json = Authentication;
        json["response"]!["userHandle"] = written;

        Assert.That(AuthenticationResponse.TryParse(Bytes(json), out var response), Is.True);
        Assert.That(response!.UserHandle?.Length, Is.EqualTo(length));
    }

    [Test]
    public void Responses_that_are_too_long_are_not_read()
    {
        foreach (var (json, reads) in Both())
        {
            json["padding"] = new string('x', 64 * 1024);
            Assert.That(reads(json), Is.False);
        }
    }

    [Test]
    public void A_member_said_twice_is_refused() =>
        Assert.That(
            AuthenticationResponse.TryParse(Encoding.UTF8.GetBytes(Authentication.ToJsonString().Replace("{\"id\":", "{\"id\":\"BQ\",\"id\":", StringComparison.Ordinal)), out _),
            Is.False);

    [Test]
    public void Json_that_is_nested_without_end_is_refused() =>
        Assert.That(AuthenticationResponse.TryParse(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"id\":", 10_000))), out _), Is.False);

    private static (JsonObject Json, Predicate<JsonObject> Reads)[] Both() =>
        [(Registration, ReadsRegistration), (Authentication, ReadsAuthentication)];

    private static bool ReadsRegistration(JsonObject json) => RegistrationResponse.TryParse(Bytes(json), out _);

    private static bool ReadsAuthentication(JsonObject json) => AuthenticationResponse.TryParse(Bytes(json), out _);

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static JsonObject Envelope(JsonObject response) => new()
    {
        ["id"] = "BQ",
        ["rawId"] = "BQ",
        ["type"] = "public-key",
        ["response"] = response,
    };
}
