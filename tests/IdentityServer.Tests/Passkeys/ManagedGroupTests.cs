using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Passkeys;

/// <summary>What members of a managed group may enrol.</summary>
internal sealed class ManagedGroupTests : ManagedGroupScene
{
    [Test]
    public async Task A_known_model_is_admitted_and_counts_as_hardware()
    {
        using var ada = await AdministratorAsync();

        var passkey = await PasskeyAsync();
        Assert.That(passkey.AttestedModel, Is.EqualTo(Model));
        Assert.That(passkey.HardwareProtected, Is.True);
        Assert.That((await ada.SignInAsync(Unsynced)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_browser_is_asked_for_attestation()
    {
        using var ada = new Visitor(Host);
        await ada.OpenSetupLinkAsync();

        var (_, options) = await ada.AskAsync("registration", new { occasion = "Setup", details = new { userName = "ada" } });

        Assert.That(JsonDocument.Parse(options).RootElement.GetProperty("attestation").GetString(), Is.EqualTo("direct"));
    }

    [Test]
    public async Task What_nobody_vouches_for_is_refused_and_the_browser_may_forget_it()
    {
        using var ada = new Visitor(Host);
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
        using var ada = new Visitor(Host);
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
}
