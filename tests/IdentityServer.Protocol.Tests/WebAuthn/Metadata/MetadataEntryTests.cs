using IdentityServer.Protocol.WebAuthn.Metadata;

namespace IdentityServer.Protocol.Tests.WebAuthn.Metadata;

internal sealed class MetadataEntryTests
{
    private static readonly DateOnly Today = new(2026, 1, 15);
    private static readonly DateOnly Yesterday = Today.AddDays(-1);
    private static readonly DateOnly Tomorrow = Today.AddDays(1);
    private static readonly byte[] Batch = [1, 2, 3];

    [TestCase("NOT_FIDO_CERTIFIED", CertificationLevel.None)]
    [TestCase("SELF_ASSERTION_SUBMITTED", CertificationLevel.None)]
    [TestCase("FIDO_CERTIFIED", CertificationLevel.L1)]
    [TestCase("FIDO_CERTIFIED_L1", CertificationLevel.L1)]
    [TestCase("FIDO_CERTIFIED_L1plus", CertificationLevel.L1Plus)]
    [TestCase("FIDO_CERTIFIED_L2", CertificationLevel.L2)]
    [TestCase("FIDO_CERTIFIED_L2plus", CertificationLevel.L2Plus)]
    [TestCase("FIDO_CERTIFIED_L3", CertificationLevel.L3)]
    [TestCase("FIDO_CERTIFIED_L3plus", CertificationLevel.L3Plus)]
    [TestCase("FIPS140_CERTIFIED_L4", CertificationLevel.None)]
    [TestCase("REVOKED", CertificationLevel.None)]
    [TestCase("SOMETHING_NEW", CertificationLevel.None)]
    public void A_status_certifies_a_level(string status, CertificationLevel level) =>
        Assert.That(With(new StatusReport(AuthenticatorStatuses.Parse(status), Yesterday)).LevelOn(Today), Is.EqualTo(level));

    [Test]
    public void Nothing_is_certified_without_a_report() => Assert.That(With().LevelOn(Today), Is.EqualTo(CertificationLevel.None));

    [Test]
    public void The_newest_certification_counts_in_whatever_order_they_stand()
    {
        var early = new StatusReport(AuthenticatorStatus.FidoCertifiedL3, Today.AddYears(-2));
        var late = new StatusReport(AuthenticatorStatus.FidoCertifiedL1, Yesterday);
        var update = new StatusReport(AuthenticatorStatus.Other, Today);

        Assert.That(With(early, late, update).LevelOn(Today), Is.EqualTo(CertificationLevel.L1));
        Assert.That(With(late, update, early).LevelOn(Today), Is.EqualTo(CertificationLevel.L1));
    }

    [Test]
    public void Of_several_certifications_on_one_day_the_best_counts() =>
        Assert.That(With(new StatusReport(AuthenticatorStatus.FidoCertifiedL2, Today), new StatusReport(AuthenticatorStatus.FidoCertified, Today)).LevelOn(Today), Is.EqualTo(CertificationLevel.L2));

    [Test]
    public void A_certification_holds_from_its_day_on()
    {
        var entry = With(new StatusReport(AuthenticatorStatus.FidoCertifiedL1, null), new StatusReport(AuthenticatorStatus.FidoCertifiedL2, Tomorrow));

        Assert.That(entry.LevelOn(Today), Is.EqualTo(CertificationLevel.L1));
        Assert.That(entry.LevelOn(Tomorrow), Is.EqualTo(CertificationLevel.L2));
    }

    [Test]
    public void A_certification_ends_on_its_sunset()
    {
        var entry = With(new StatusReport(AuthenticatorStatus.FidoCertifiedL2, Yesterday, SunsetDate: Tomorrow));

        Assert.That(entry.LevelOn(Today), Is.EqualTo(CertificationLevel.L2));
        Assert.That(entry.LevelOn(Tomorrow), Is.EqualTo(CertificationLevel.None));
    }

    [TestCase("USER_VERIFICATION_BYPASS", true), TestCase("ATTESTATION_KEY_COMPROMISE", true), TestCase("USER_KEY_REMOTE_COMPROMISE", true)]
    [TestCase("USER_KEY_PHYSICAL_COMPROMISE", true), TestCase("REVOKED", true)]
    [TestCase("UPDATE_AVAILABLE", false), TestCase("FIDO_CERTIFIED_L1", false), TestCase("NOT_FIDO_CERTIFIED", false), TestCase("RETIRED", false)]
    public void Some_statuses_warn(string status, bool warns) =>
        Assert.That(With(new StatusReport(AuthenticatorStatuses.Parse(status), Yesterday)).WarningsOn(Today, []).Any(), Is.EqualTo(warns));

    [Test]
    public void A_warning_holds_from_its_day_on_and_no_certification_takes_it_back()
    {
        var entry = With(new StatusReport(AuthenticatorStatus.UserKeyRemoteCompromise, Today), new StatusReport(AuthenticatorStatus.FidoCertifiedL2, Tomorrow));

        Assert.That(entry.WarningsOn(Yesterday, []), Is.Empty);
        Assert.That(entry.WarningsOn(Tomorrow, []), Is.EqualTo(new[] { AuthenticatorStatus.UserKeyRemoteCompromise }));
    }

    [Test]
    public void A_warning_about_one_batch_concerns_that_batch_and_whoever_cannot_tell()
    {
        var entry = With(new StatusReport(AuthenticatorStatus.AttestationKeyCompromise, Today, Batch: Batch));

        Assert.That(entry.WarningsOn(Today, [Batch.ToArray()]), Is.Not.Empty);
        Assert.That(entry.WarningsOn(Today, [new byte[] { 9 }]), Is.Empty);
        Assert.That(entry.WarningsOn(Today, path: null), Is.Not.Empty);
    }

    [Test]
    public void Only_a_stolen_attestation_key_can_be_a_matter_of_one_batch()
    {
        var entry = With(new StatusReport(AuthenticatorStatus.Revoked, Today, Batch: Batch));

        Assert.That(entry.WarningsOn(Today, [new byte[] { 9 }]), Is.Not.Empty);
    }

    [TestCase("hardware,secure_element", true), TestCase("hardware,tee", true), TestCase("hardware", true)]
    [TestCase("software", false), TestCase("hardware,software", false), TestCase("tee", false), TestCase("", false)]
    public void Keys_are_in_hardware_when_nothing_else_is_said(string protection, bool hardware) =>
        Assert.That((With() with { KeyProtection = protection.Split(',') }).ProtectsKeysInHardware, Is.EqualTo(hardware));

    private static MetadataEntry With(params StatusReport[] reports) =>
        new() { Aaguid = Guid.Empty, KeyIdentifiers = [], Description = null, Anchors = [], KeyProtection = [], Reports = reports };
}
