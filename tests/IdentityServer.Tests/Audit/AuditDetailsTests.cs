using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;

namespace IdentityServer.Tests.Audit;

internal sealed class AuditDetailsTests
{
    [TestCase("challenge")]
    [TestCase("clientDataJSON")]
    [TestCase("authenticatorData")]
    [TestCase("Signature")]
    [TestCase("attestationObject")]
    [TestCase("publicKey")]
    [TestCase("credentialId")]
    [TestCase("userHandle")]
    [TestCase("token")]
    [TestCase("code")]
    [TestCase("link")]
    [TestCase("cookie")]
    [TestCase("seed")]
    [TestCase("PASSWORD")]
    [TestCase("email")]
    [TestCase("ip")]
    public void What_must_never_be_recorded_is_refused(string name) =>
        Assert.That(() => AuditDetails.Write(new() { [name] = "x" }), Throws.ArgumentException);

    [Test]
    public void Such_a_name_is_refused_at_any_depth() =>
        Assert.That(() => AuditDetails.Write(new() { ["before"] = new JsonObject { ["email"] = "x" } }), Throws.ArgumentException);

    [Test]
    public void Nothing_is_nothing()
    {
        Assert.That(AuditDetails.Write(null), Is.Null);
        Assert.That(AuditDetails.Write([]), Is.Null);
    }

    [Test]
    public void A_long_text_is_cut() =>
        Assert.That(AuditDetails.Write(new() { ["scopes"] = new string('a', 5000) }), Has.Length.LessThan(300));

    [Test]
    public void Too_many_fields_are_cut_and_it_is_said()
    {
        var details = new JsonObject(Enumerable.Range(0, 100).Select(i => new KeyValuePair<string, JsonNode?>($"field{i}", new string('ä', 50))));

        var written = AuditDetails.Write(details)!;

        Assert.That(written, Has.Length.LessThanOrEqualTo(AuditDetails.MaximumLength));
        Assert.That(JsonNode.Parse(written)!["truncated"]!.GetValue<bool>());
        Assert.That(JsonNode.Parse(written)!["field0"], Is.Not.Null);
    }

    [Test]
    public void Writing_twice_gives_the_same()
    {
        var details = new JsonObject { ["scopes"] = new JsonArray("openid", "email") };

        var first = AuditDetails.Write(details);

        Assert.That(AuditDetails.Write(details), Is.EqualTo(first));
    }

    [Test]
    public void Control_characters_cannot_start_a_line_of_their_own() =>
        Assert.That(AuditDetails.Write(new() { ["name"] = "x\r\n\u2028y" }), Does.Not.Contain("\n").And.Not.Contain("\u2028"));

    [Test]
    public void Event_names_are_short_lower_case_and_unique()
    {
        Assert.That(AuditEventTypes.ByName, Has.Count.GreaterThan(80));
        Assert.That(AuditEventTypes.ByName.Keys, Has.All.Match("^[a-z_]+(\\.[a-z_]+)+$").And.All.Length.LessThanOrEqualTo(64));
    }
}
