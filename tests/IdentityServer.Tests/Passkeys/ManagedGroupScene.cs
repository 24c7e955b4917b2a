using System.Net;
using System.Text.Json.Nodes;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using IdentityServer.Passkeys;
using IdentityServer.Passkeys.Trust;
using IdentityServer.Protocol.WebAuthn.Metadata;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Passkeys;

/// <summary>Administrators are a managed group here: what they enrol must be attested by a model the metadata knows.</summary>
internal abstract class ManagedGroupScene
{
    protected static readonly Guid Model = new("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");

    private readonly TemporaryDirectory files = new();
    private readonly SoftAuthority maker = new("Maker");
    private readonly SoftAuthority service = new("Metadata Root");

    protected TestHost Host { get; private set; }

    private string Metadata => files.File("metadata.jwt");

    [SetUp]
    public async Task StartAsync()
    {
        await PublishAsync(number: 1);
        Host = NewHost();
        await ReviewAsync();
    }

    [TearDown]
    public async Task StopAsync() => await Host.DisposeAsync();

    [OneTimeTearDown]
    public void Dispose()
    {
        maker.Dispose();
        service.Dispose();
        files.Dispose();
    }

    protected TestHost NewHost(string group = "administrators", bool suspend = false) => new()
    {
        Settings =
        {
            ["IdentityServer:Passkeys:Attestation:Groups:0"] = group,
            ["IdentityServer:Passkeys:Attestation:Metadata"] = Metadata,
            ["IdentityServer:Passkeys:Attestation:SuspendUnacceptable"] = suspend.ToString(),
        },
        Fakes = services => services.AddSingleton(new MetadataSource([service.Certificate], SoftMetadata.SignerName)),
    };

    protected async Task<Visitor> AdministratorAsync()
    {
        var ada = new Visitor(Host);
        await ada.OpenSetupLinkAsync();
        var response = await ada.EnrolAsync("Setup", new { userName = "ada" }, draft => Unsynced(draft) with { Attestation = new PackedMaker(maker).Write });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        return ada;
    }

    protected async Task<Visitor> SuspendedAsync()
    {
        await Host.DisposeAsync();
        Host = NewHost(suspend: true);
        await ReviewAsync();
        var ada = await AdministratorAsync();
        await PublishAsync(number: 11, SoftMetadata.Report("REVOKED", "2026-01-10"));
        await ReviewAsync();
        Assert.That((await PasskeyAsync()).SuspendedFor, Is.EqualTo(PasskeySuspension.Metadata));
        return ada;
    }

    protected Task ReviewAsync() => Host.Services.GetServices<IJob>().OfType<MetadataJob>().Single().RunAsync(CancellationToken.None);

    protected Task PublishAsync(long number, params JsonNode[] reports) => File.WriteAllBytesAsync(Metadata, new SoftMetadata(service)
    {
        Number = number,
        Entries = [SoftMetadata.Entry(Model, maker.Certificate, reports)],
    }.Write());

    protected async Task<Passkey> PasskeyAsync()
    {
        await using var database = await Host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        return await database.Set<Passkey>().SingleAsync();
    }

    protected async Task<string?> AcrAsync() => (await LatestSessionAsync()).LatestEvent.Acr;

    protected async Task<IReadOnlyCollection<string>> ReachableAsync() => await Host.Services.GetServices<IReachableAcr>()
        .OfType<ReachableByPasskey>().Single().OfAsync((await PasskeyAsync()).AccountId, CancellationToken.None);

    private async Task<Session> LatestSessionAsync()
    {
        var sessions = await Host.Get<SessionStore>().OfAccountAsync((await PasskeyAsync()).AccountId, CancellationToken.None);
        return sessions.MaxBy(session => session.LatestEvent.At)!;
    }

    protected static RegistrationDraft Unsynced(RegistrationDraft draft) =>
        draft with { Flags = (byte)(draft.Flags & ~(SoftFlags.BackedUp | SoftFlags.BackupEligible)) };

    protected static AssertionDraft Unsynced(AssertionDraft draft) =>
        draft with { Flags = (byte)(draft.Flags & ~(SoftFlags.BackedUp | SoftFlags.BackupEligible)) };
}
