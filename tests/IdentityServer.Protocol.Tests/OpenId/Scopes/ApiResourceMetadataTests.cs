using System.Buffers;
using System.Text.Json;
using IdentityServer.Protocol.OpenId.Clients.Metadata;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Scopes;

internal sealed class ApiResourceMetadataTests
{
    [TestCase("""[]""", "resource: must be a JSON object")]
    [TestCase("""{}""", "resource: is required")]
    [TestCase("""{ "resource": 1 }""", "resource: must be a text of 1 to 256 characters")]
    [TestCase("""{ "resource": "orders" }""", "resource: must be an absolute URI of plain characters, its scheme in lower case, without user info")]
    [TestCase("""{ "resource": "https://api.test/#part" }""", "resource: must not have a fragment")]
    [TestCase("""{ "resource": "https://id.test" }""", "resource: must not be this server itself")]
    [TestCase("""{ "resource": "https://id.test/" }""", "resource: must not be this server itself")]
    [TestCase("""{ "resource": "https://api.test", "scopes": "read" }""", "scopes: must be a list of names, or of objects with name and description")]
    [TestCase("""{ "resource": "https://api.test", "scopes": ["a b"] }""", "scopes: must be a list of names, or of objects with name and description")]
    [TestCase("""{ "resource": "https://api.test", "scopes": [{ "description": "no name" }] }""", "scopes: must be a list of names, or of objects with name and description")]
    [TestCase("""{ "resource": "https://api.test", "scopes": [{ "name": "a", "description": 7 }] }""", "scopes: must be a list of names, or of objects with name and description")]
    [TestCase("""{ "resource": "https://api.test", "scopes": ["profile"] }""", "scopes: profile is a scope of this server")]
    [TestCase("""{ "resource": "https://api.test", "scopes": ["a", "a"] }""", "scopes: must not name a scope twice")]
    [TestCase("""{ "resource": "https://api.test", "claims": ["\u0022"] }""", "claims: must be a list of claim names")]
    [TestCase("""{ "resource": "https://api.test", "access_token_format": "JWT" }""", "access_token_format: must be one of jwt, opaque")]
    public void What_is_wrong_is_said(string json, string fault)
    {
        var (resource, faults) = Read(json);

        Assert.That(resource, Is.Null);
        Assert.That(faults, Does.Contain(fault));
    }

    [Test]
    public void All_faults_are_told_at_once() =>
        Assert.That(Read("""{ "resource": "orders", "name": 1, "scopes": ["email"], "claims": 3 }""").Faults, Has.Count.EqualTo(4));

    [Test]
    public void Left_out_members_have_simple_meanings()
    {
        var (resource, _) = Read("""{ "resource": "urn:example:orders", "scopes": null }""");

        Assert.That(resource!.Name, Is.EqualTo("urn:example:orders"));
        Assert.That(resource.Scopes, Is.Empty);
        Assert.That(resource.AccessTokenFormat, Is.Null);
    }

    [Test]
    public void What_was_written_is_read_back()
    {
        const string json = """
            { "resource": "https://api.test", "name": "Orders", "scopes": ["read", { "name": "write", "description": "Change your orders" }],
              "access_token_format": "opaque", "claims": ["email"] }
            """;
        var once = Read(json).Resource!;
        var written = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written))
            ApiResourceMetadata.Write(once, writer);

        var again = Read(System.Text.Encoding.UTF8.GetString(written.WrittenSpan)).Resource!;

        Assert.That(again.Scopes.Select(scope => (scope.Name, scope.Description)), Is.EqualTo(new[] { ("read", null), ("write", "Change your orders") }));
        Assert.That(again.AccessTokenFormat, Is.EqualTo(AccessTokenFormat.Opaque));
        Assert.That(again.Claims, Is.EqualTo(new[] { "email" }));
        Assert.That(again.Name, Is.EqualTo("Orders"));
    }

    private static (ApiResource? Resource, List<string> Faults) Read(string json)
    {
        var faults = new List<MetadataFault>();
        var resource = ApiResourceMetadata.Read(JsonDocument.Parse(json).RootElement, A.Provider(), faults);
        return (resource, [.. faults.Select(fault => fault.ToString())]);
    }
}
