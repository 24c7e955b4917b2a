using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using IdentityServer.Passkeys;
using IdentityServer.Passkeys.Trust;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.WebAuthn.Metadata;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Passkeys;

/// <summary>Administrators are a managed group here: what they enrol must be attested by a model the metadata knows.</summary>
internal sealed class ManagedGroupTests
{
    private static readonly Guid Model = new("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");

    private readonly TemporaryDirectory files = new();
    private readonly SoftAuthority maker = new("Maker");
    private readonly SoftAuthority service = new("Metadata Root");
    private TestHost host;

    private string Metadata => files.File("metadata.jwt");

    [SetUp]
    public async Task StartAsync()
    {
        await PublishAsync(number: 1);
        host = NewHost();
        await ReviewAsync();
    }

    [TearDown]
    public async Task StopAsync() => await host.DisposeAsync();

    [OneTimeTearDown]
    public void Dispose()
    {
        maker.Dispose();
        service.Dispose();
        files.Dispose();
    }

    [Test]
    public async Task A_known_model_is_admitted_and_counts_as_hardware()
    {
        using var ada = await AdministratorAsync();

        var passkey = await PasskeyAsync();
        Assert.That(passkey.AttestedModel, Is.EqualTo(Model));
        Assert.That(passkey.HardwareProtected, Is.True);
        Assert.That((await ada.SignInAsync(Unsynced)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test, Property("Case", "SU-02")]
    public async Task Apps_hear_of_hardware_until_the_metadata_say_otherwise()
    {
        using var ada = await AdministratorAsync();
        await ada.SignInAsync(Unsynced);
        Assert.That(await AcrAsync(), Is.EqualTo(AcrValues.PhishingResistantHardware));
        Assert.That(await ReachableAsync(), Does.Contain(AcrValues.PhishingResistantHardware));

        await PublishAsync(number: 6, SoftMetadata.Report("REVOKED", "2026-01-10"));
        await ReviewAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ada.SignInAsync(Unsynced);

        Assert.That(await AcrAsync(), Is.EqualTo(AcrValues.PhishingResistant));
        Assert.That(await ReachableAsync(), Does.Not.Contain(AcrValues.PhishingResistantHardware), "or an app that demands it would ask for ever");
    }

    [Test]
    public async Task The_browser_is_asked_for_attestation()
    {
        using var ada = new Visitor(host);
        await ada.OpenSetupLinkAsync();

        var (_, options) = await ada.AskAsync("registration", new { occasion = "Setup", details = new { userName = "ada" } });

        Assert.That(JsonDocument.Parse(options).RootElement.GetProperty("attestation").GetString(), Is.EqualTo("direct"));
    }

    [Test]
    public async Task What_nobody_vouches_for_is_refused_and_the_browser_may_forget_it()
    {
        using var ada = new Visitor(host);
        await ada.OpenSetupLinkAsync();

        var response = await ada.EnrolAsync("Setup", new { userName = "ada" });
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("attestation_rejected"));
        Assert.That(problem.GetProperty("signal").GetProperty("type").GetString(), Is.EqualTo("unknownCredential"));
    }

    [Test]
    public async Task A_maker_nobody_knows_is_refused()
    {
        using var stranger = new SoftAuthority("Stranger");
        using var ada = new Visitor(host);
        await ada.OpenSetupLinkAsync();

        var response = await ada.EnrolAsync("Setup", new { userName = "ada" }, draft => Unsynced(draft) with { Attestation = new PackedMaker(stranger).Write });

        Assert.That((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(), Is.EqualTo("attestation_rejected"));
    }

    [Test]
    public async Task Everybody_else_is_asked_for_nothing()
    {
        await using var other = NewHost(group: "auditors");

        using var ada = await Visitor.SetUpAsync(other);

        Assert.That((await ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_model_that_is_revoked_later_is_marked_once_and_its_owner_reads_it()
    {
        using var ada = await AdministratorAsync();
        await PublishAsync(number: 2, SoftMetadata.Report("REVOKED", "2026-01-10"));

        await ReviewAsync();
        await ReviewAsync();

        Assert.That((await PasskeyAsync()).FlaggedFor, Is.EqualTo(AuthenticatorRefusal.ModelCompromised));
        Assert.That(await host.EventsAsync(PasskeyEvents.Flagged.Name), Is.EqualTo(1));
        Assert.That((await ada.SignInAsync(Unsynced)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        ada.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Assert.That(await ada.Http.GetStringAsync("/account/passkeys"), Does.Contain("weakness"));
    }

    [Test]
    public async Task Where_the_operator_wants_it_a_marked_passkey_stops_working()
    {
        await host.DisposeAsync();
        host = NewHost(suspend: true);
        await ReviewAsync();
        using var ada = await AdministratorAsync();
        await PublishAsync(number: 3, SoftMetadata.Report("REVOKED", "2026-01-10"));

        await ReviewAsync();

        Assert.That((await PasskeyAsync()).SuspendedFor, Is.EqualTo(PasskeySuspension.Metadata));
        Assert.That((await ada.SignInAsync(Unsynced)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_mark_goes_when_its_reason_does()
    {
        using var ada = await AdministratorAsync();
        await PublishAsync(number: 4, SoftMetadata.Report("USER_VERIFICATION_BYPASS", "2026-01-10"));
        await ReviewAsync();
        await PublishAsync(number: 5);

        await ReviewAsync();

        Assert.That((await PasskeyAsync()).FlaggedFor, Is.Null);
        Assert.That(await host.EventsAsync(PasskeyEvents.Cleared.Name), Is.EqualTo(1));
    }

    [Test]
    public async Task An_old_issue_does_not_bring_a_revoked_model_back()
    {
        using var ada = await AdministratorAsync();
        await PublishAsync(number: 9, SoftMetadata.Report("REVOKED", "2026-01-10"));
        await ReviewAsync();
        await PublishAsync(number: 8);

        await ReviewAsync();

        Assert.That((await PasskeyAsync()).FlaggedFor, Is.EqualTo(AuthenticatorRefusal.ModelCompromised));
    }

    [TestCase("Models:0", "no-guid")]
    [TestCase("AcceptedWarnings:0", "FIDO_CERTIFIED")]
    [TestCase("Metadata", "nowhere.jwt")]
    [TestCase("Metadata", "http://mds.example")]
    [TestCase("PinnedAnchors:0:Certificate", "nowhere.pem")]
    public void A_demand_that_cannot_be_read_stops_the_start(string key, string value)
    {
        using var faulty = NewHost();
        faulty.Settings[$"IdentityServer:Passkeys:Attestation:{key}"] = value;

        Assert.That(() => faulty.Services, Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("Attestation"));
    }

    [Test]
    public void A_managed_group_without_anybody_to_trust_stops_the_start()
    {
        using var faulty = NewHost();
        faulty.Settings["IdentityServer:Passkeys:Attestation:Metadata"] = "";

        Assert.That(() => faulty.Services, Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("Groups"));
    }

    private TestHost NewHost(string group = "administrators", bool suspend = false) => new()
    {
        Settings =
        {
            ["IdentityServer:Passkeys:Attestation:Groups:0"] = group,
            ["IdentityServer:Passkeys:Attestation:Metadata"] = Metadata,
            ["IdentityServer:Passkeys:Attestation:SuspendUnacceptable"] = suspend.ToString(),
        },
        Fakes = services => services.AddSingleton(new MetadataSource([service.Certificate], SoftMetadata.SignerName)),
    };

    private async Task<Visitor> AdministratorAsync()
    {
        var ada = new Visitor(host);
        await ada.OpenSetupLinkAsync();
        var response = await ada.EnrolAsync("Setup", new { userName = "ada" }, draft => Unsynced(draft) with { Attestation = new PackedMaker(maker).Write });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        return ada;
    }

    private Task ReviewAsync() => host.Services.GetServices<IJob>().OfType<MetadataJob>().Single().RunAsync(CancellationToken.None);

    private Task PublishAsync(long number, params JsonNode[] reports) => File.WriteAllBytesAsync(Metadata, new SoftMetadata(service)
    {
        Number = number,
        Entries = [SoftMetadata.Entry(Model, maker.Certificate, reports)],
    }.Write());

    private async Task<Passkey> PasskeyAsync()
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        return await database.Set<Passkey>().SingleAsync();
    }

    private async Task<string?> AcrAsync() => (await LatestSessionAsync()).LatestEvent.Acr;

    private async Task<IReadOnlyCollection<string>> ReachableAsync() => await host.Services.GetServices<IReachableAcr>()
        .OfType<ReachableByPasskey>().Single().OfAsync((await PasskeyAsync()).AccountId, CancellationToken.None);

    private async Task<Session> LatestSessionAsync()
    {
        var sessions = await host.Get<SessionStore>().OfAccountAsync((await PasskeyAsync()).AccountId, CancellationToken.None);
        return sessions.MaxBy(session => session.LatestEvent.At)!;
    }

    private static RegistrationDraft Unsynced(RegistrationDraft draft) =>
        draft with { Flags = (byte)(draft.Flags & ~(SoftFlags.BackedUp | SoftFlags.BackupEligible)) };

    private static AssertionDraft Unsynced(AssertionDraft draft) =>
        draft with { Flags = (byte)(draft.Flags & ~(SoftFlags.BackedUp | SoftFlags.BackupEligible)) };
}
