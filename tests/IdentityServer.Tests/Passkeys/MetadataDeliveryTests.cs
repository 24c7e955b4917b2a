using System.Text;
using IdentityServer.Data.Jobs;
using IdentityServer.Passkeys.Trust;
using IdentityServer.Protocol.WebAuthn.Metadata;
using IdentityServer.Shared.Outgoing;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;
using IdentityServer.Tests.Shared.Outgoing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Passkeys;

/// <summary>The metadata comes from an address: over the guarded way out, and past the same checks as from a file.</summary>
internal sealed class MetadataDeliveryTests : OutgoingFixture
{
    private readonly SoftAuthority service = new("Metadata Root");

    [OneTimeTearDown]
    public void Forget() => service.Dispose();

    [TestCase("https://app.test/redirect/302", Description = "leads somewhere else")]
    [TestCase("https://inside.test/keys", Description = "is an address inside")]
    [TestCase("https://rebound.test/keys", Description = "has an address inside beside a public one")]
    [TestCase("https://nowhere.test/keys", Description = "is no host")]
    [TestCase("https://app.test/status/500", Description = "does not answer well")]
    [TestCase("https://app.test/declared/33554433", Description = "says it is too large")]
    [TestCase("https://app.test/chunked/33555456", Description = "is too large and does not say so")]
    public async Task What_cannot_be_had_safely_is_not_taken(string address)
    {
        Publish(number: 1);
        Network.Names["inside.test"] = new([["10.1.2.3"]]);
        Network.Names["rebound.test"] = new([["169.254.169.254"]]);
        await using var host = NewHost(address);

        await ReviewAsync(host);

        Assert.That(await NumberAsync(host), Is.Null);
        Assert.That(Network.Connections.Select(it => it.Address.ToString()), Is.All.EqualTo(Public));
    }

    [Test]
    public async Task What_somebody_else_signed_is_refused()
    {
        using var stranger = new SoftAuthority("Metadata Root");
        Publish(number: 1, by: stranger);
        await using var host = NewHost();

        await ReviewAsync(host);

        Assert.That(Server.Requests, Is.Positive);
        Assert.That(await NumberAsync(host), Is.Null);
    }

    [Test]
    public async Task A_signature_that_does_not_fit_is_refused_and_the_last_issue_stays()
    {
        Publish(number: 1);
        await using var host = NewHost();
        await ReviewAsync(host);
        Server.Keys = Encoding.ASCII.GetString(new SoftMetadata(service) { Number = 2, Signature = signature => [.. signature.Reverse()] }.Write());

        await ReviewAsync(host);

        Assert.That(await NumberAsync(host), Is.EqualTo(1));
    }

    [Test]
    public async Task An_older_issue_does_not_come_back_and_a_newer_one_does_take_its_place()
    {
        Publish(number: 7);
        await using var host = NewHost();
        await ReviewAsync(host);

        Publish(number: 6);
        await ReviewAsync(host);
        Assert.That(await NumberAsync(host), Is.EqualTo(7));

        Publish(number: 8);
        await ReviewAsync(host);
        Assert.That(await NumberAsync(host), Is.EqualTo(8));
        Assert.That(Network.Connections, Is.Not.Empty);
    }

    private void Publish(long number, SoftAuthority? by = null) =>
        Server.Keys = Encoding.ASCII.GetString(new SoftMetadata(by ?? service) { Number = number }.Write());

    private TestHost NewHost(string address = "https://app.test/keys") => new()
    {
        Settings =
        {
            ["IdentityServer:Outgoing:TrustedCertificates"] = Settings["IdentityServer:Outgoing:TrustedCertificates"],
            ["IdentityServer:Passkeys:Attestation:Groups:0"] = "administrators",
            ["IdentityServer:Passkeys:Attestation:Metadata"] = address,
        },
        Fakes = services => services
            .AddSingleton<INetwork>(Network)
            .AddSingleton(new MetadataSource([service.Certificate], SoftMetadata.SignerName)),
    };

    private static Task ReviewAsync(TestHost host) => host.Services.GetServices<IJob>().OfType<MetadataJob>().Single().RunAsync(CancellationToken.None);

    private static Task<long?> NumberAsync(TestHost host) => host.Get<MetadataStore>().FindNumberAsync(CancellationToken.None);
}
