using System.Net;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.WebAuthn.Metadata;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Passkeys;

/// <summary>A mark comes with its reason and goes with it; so does what it closed.</summary>
internal sealed class PasskeyReviewTests : ManagedGroupScene
{
    [Test, Property("Case", "SU-02")]
    public async Task Apps_hear_of_hardware_until_the_metadata_say_otherwise()
    {
        using var ada = await AdministratorAsync();
        await ada.SignInAsync(Unsynced);
        Assert.That(await AcrAsync(), Is.EqualTo(AcrValues.PhishingResistantHardware));
        Assert.That(await ReachableAsync(), Does.Contain(AcrValues.PhishingResistantHardware));

        await PublishAsync(number: 6, SoftMetadata.Report("REVOKED", "2026-01-10"));
        await ReviewAsync();
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ada.SignInAsync(Unsynced);

        Assert.That(await AcrAsync(), Is.EqualTo(AcrValues.PhishingResistant));
        Assert.That(await ReachableAsync(), Does.Not.Contain(AcrValues.PhishingResistantHardware), "or an app that demands it would ask for ever");
    }

    [Test]
    public async Task A_model_that_is_revoked_later_is_marked_once_and_its_owner_reads_it()
    {
        using var ada = await AdministratorAsync();
        await PublishAsync(number: 2, SoftMetadata.Report("REVOKED", "2026-01-10"));

        await ReviewAsync();
        await ReviewAsync();

        Assert.That((await PasskeyAsync()).FlaggedFor, Is.EqualTo(AuthenticatorRefusal.ModelCompromised));
        Assert.That(await Host.EventsAsync(PasskeyEvents.Flagged.Name), Is.EqualTo(1));
        Assert.That((await ada.SignInAsync(Unsynced)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        ada.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Assert.That(await ada.Http.GetStringAsync("/account/passkeys"), Does.Contain("weakness"));
    }

    [Test]
    public async Task Where_the_operator_wants_it_a_marked_passkey_stops_working()
    {
        using var ada = await SuspendedAsync();

        Assert.That((await ada.SignInAsync(Unsynced)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_passkey_suspended_by_the_metadata_works_again_when_its_reason_is_gone()
    {
        using var ada = await SuspendedAsync();
        await PublishAsync(number: 12);

        await ReviewAsync();

        Assert.That((await PasskeyAsync()).Works, Is.True);
        Assert.That((await ada.SignInAsync(Unsynced)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Host.EventsAsync(PasskeyEvents.Reactivated.Name), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_suspended_for_another_reason_stays_so()
    {
        using var ada = await SuspendedAsync();
        await using var database = await Host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        await database.Set<Passkey>().ExecuteUpdateAsync(set => set.SetProperty(it => it.SuspendedFor, PasskeySuspension.Integrity));
        await PublishAsync(number: 12);

        await ReviewAsync();

        Assert.That((await PasskeyAsync()).SuspendedFor, Is.EqualTo(PasskeySuspension.Integrity));
    }

    [Test]
    public async Task Whoever_leaves_the_group_loses_the_mark([Values] bool suspended)
    {
        using var ada = suspended ? await SuspendedAsync() : await AdministratorAsync();
        await PublishAsync(number: 13, SoftMetadata.Report("REVOKED", "2026-01-10"));
        await ReviewAsync();
        Assert.That((await PasskeyAsync()).FlaggedAt, Is.Not.Null);

        await Host.LeaveAllGroupsAsync();
        await ReviewAsync();

        Assert.That((await PasskeyAsync()).FlaggedAt, Is.Null);
        Assert.That((await PasskeyAsync()).Works, Is.True);
        Assert.That((await ada.SignInAsync(Unsynced)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
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
        Assert.That(await Host.EventsAsync(PasskeyEvents.Cleared.Name), Is.EqualTo(1));
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
}
