using System.Text;
using System.Text.Json;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Clients.Importing;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Shared.Importing;
using IdentityServer.TestKit;
using IdentityServer.TestKit.OpenId;
using IdentityServer.Tests.Shared.Outgoing;

namespace IdentityServer.Tests.OpenId.Clients;

/// <summary>OpenID Connect Core §8.1: apps that share their names for people are named at the address that they share.</summary>
internal sealed class SectorDocumentTests
{
    private const string First = "https://one.test/cb";
    private const string Second = "https://two.test/cb";

    private OtherServer sector;
    private TestHost host;

    [SetUp]
    public async Task StartAsync()
    {
        sector = await OtherServer.StartAsync();
        host = new TestHost { Settings = { ["IdentityServer:Outgoing:AllowedOrigins:0"] = sector.PlainAddress.GetLeftPart(UriPartial.Authority) } };
    }

    [TearDown]
    public async Task StopAsync()
    {
        await host.DisposeAsync();
        await sector.DisposeAsync();
    }

    [Property("Case", "G05")]
    [Property("Module", "oidcc-registration-sector-bad")]
    [TestCase("[]", "does not list https://one.test/cb, https://two.test/cb")]
    [TestCase($"""["{First}"]""", "does not list https://two.test/cb")]
    [TestCase($"""["{First}","{Second}/"]""", "does not list https://two.test/cb")]
    [TestCase($"""["{First}","HTTPS://two.test/cb"]""", "does not list https://two.test/cb")]
    [TestCase($$"""{"redirect_uris":["{{First}}","{{Second}}"]}""", "must answer a JSON array")]
    [TestCase("""[1,2]""", "must answer a JSON array")]
    [TestCase("<html>", "must answer a JSON array")]
    public async Task Whoever_is_not_named_there_is_refused(string document, string expected)
    {
        sector.Files["sector"] = ("application/json", Encoding.UTF8.GetBytes(document));

        var imported = await ImportAsync([First, Second]);

        Assert.That(imported.Outcome, Is.EqualTo(ImportOutcome.Refused));
        Assert.That(imported.Faults.Single(), Does.StartWith("sector_identifier_uri: " + expected));
        Assert.That(await host.Get<ClientCatalog>().FindAsync("app", CancellationToken.None), Is.Null);
    }

    [TestCase("/files/sector", "answers 404")]
    [TestCase("/redirect/302", "cannot be read (Redirected)")]
    [TestCase("/chunked/70000", "cannot be read (TooLarge)")]
    public async Task An_address_that_does_not_say_anything_is_refused(string path, string expected) =>
        Assert.That((await ImportAsync([First], path)).Faults.Single(), Is.EqualTo("sector_identifier_uri: " + expected));

    [Test]
    [Property("Module", "oidcc-registration-sector-uri")]
    public async Task Whoever_is_named_there_is_taken_and_is_not_looked_up_again_until_something_changes()
    {
        sector.Files["sector"] = ("application/json", Encoding.UTF8.GetBytes($"""["{Second}","{First}","https://three.test/cb"]"""));

        Assert.That((await ImportAsync([First, Second])).Outcome, Is.EqualTo(ImportOutcome.Added));
        sector.Files.Clear();
        Assert.That((await ImportAsync([First, Second])).Outcome, Is.EqualTo(ImportOutcome.Unchanged));
        Assert.That((await ImportAsync([First])).Outcome, Is.EqualTo(ImportOutcome.Changed));
        Assert.That((await ImportAsync([First, "https://three.test/cb"])).Outcome, Is.EqualTo(ImportOutcome.Refused), "another address must be named, too");
    }

    private async Task<ImportedEntry> ImportAsync(IReadOnlyList<string> redirectUris, string path = "/files/sector")
    {
        var client = A.PublicClient() with
        {
            ClientId = "app",
            SubjectType = SubjectType.Pairwise,
            RedirectUris = redirectUris,
            SectorIdentifierUri = new Uri(sector.PlainAddress, path).ToString(),
        };
        using var entry = JsonDocument.Parse(ClientMapping.WriteMetadata(client));
        return await host.Get<ClientImport>().ImportAsync(client.ClientId, entry.RootElement.Clone(), CancellationToken.None);
    }
}
