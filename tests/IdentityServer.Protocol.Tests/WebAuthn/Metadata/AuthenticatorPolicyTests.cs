using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using IdentityServer.Protocol.Tests.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Attestation.Formats;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Metadata;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;

namespace IdentityServer.Protocol.Tests.WebAuthn.Metadata;

internal sealed class AuthenticatorPolicyTests
{
    private static readonly Guid Other = new("00000000-0000-0000-0000-000000000001");

    private readonly SoftAuthority _service = new("Metadata Root");
    private readonly AttestationScene _scene = new();

    private Guid Model => _scene.Aaguid;

    private AttestationWriter Packed => new PackedMaker(_scene.Authority).Write;

    [OneTimeTearDown]
    public void Dispose()
    {
        _service.Dispose();
        _scene.Dispose();
    }

    [Test]
    public void A_model_the_service_knows_is_trusted_with_its_entry()
    {
        var decision = Decide(new(new(), Blob()), Packed);

        Assert.That(decision, Is.InstanceOf<AuthenticatorDecision.Trusted>());
        Assert.That(((AuthenticatorDecision.Trusted)decision).Model, Is.EqualTo(Model));
        Assert.That(((AuthenticatorDecision.Trusted)decision).Entry, Is.Not.Null);
    }

    [Test]
    public void Nobody_is_trusted_when_nothing_is_known() => Refuses(new(new(), null), Packed, AuthenticatorRefusal.UntrustedAuthor);

    [Test]
    public void A_model_the_service_does_not_know_is_not_trusted() =>
        Refuses(new(new(), Blob(SoftMetadata.Entry(Other, _scene.Authority.Certificate))), Packed, AuthenticatorRefusal.UntrustedAuthor);

    [Test]
    public void A_model_below_another_models_anchor_is_not_trusted() =>
        Refuses(new(new(), Blob(SoftMetadata.Entry(Model, _service.Certificate), SoftMetadata.Entry(Other, _scene.Authority.Certificate))), Packed, AuthenticatorRefusal.UntrustedAuthor);

    [Test]
    public void A_credential_that_vouches_for_itself_is_not_attested()
    {
        Refuses(new(new(), Blob()), new PackedMaker().Write, AuthenticatorRefusal.NotAttested);
        Refuses(new(new(), Blob()), AttestationStatements.None, AuthenticatorRefusal.NotAttested);
    }

    [Test]
    public void Only_listed_models_are_allowed()
    {
        Assert.That(Decide(new(new() { Models = [Model, Other] }, Blob()), Packed), Is.InstanceOf<AuthenticatorDecision.Trusted>());
        Refuses(new(new() { Models = [Other] }, Blob()), Packed, AuthenticatorRefusal.ModelNotAllowed);
    }

    [Test]
    public void The_certification_must_reach_the_minimum()
    {
        var blob = Blob(SoftMetadata.Entry(Model, _scene.Authority.Certificate, SoftMetadata.Report("FIDO_CERTIFIED_L1plus", "2025-01-01")));

        Assert.That(Decide(new(new() { MinimumCertification = CertificationLevel.L1Plus }, blob), Packed), Is.InstanceOf<AuthenticatorDecision.Trusted>());
        Refuses(new(new() { MinimumCertification = CertificationLevel.L2 }, blob), Packed, AuthenticatorRefusal.CertificationTooLow);
        Refuses(new(new() { MinimumCertification = CertificationLevel.L1 }, null), Packed, AuthenticatorRefusal.CertificationTooLow);
    }

    [Test]
    public void A_pinned_anchor_is_for_its_model_only()
    {
        AuthenticatorPolicy Pinned(Guid model) => new(new() { PinnedAnchors = [new(model, _scene.Authority.Certificate)] }, null);

        var decision = Decide(Pinned(Model), Packed);

        Assert.That(decision, Is.EqualTo(new AuthenticatorDecision.Trusted(Model, Entry: null)));
        Refuses(Pinned(Other), Packed, AuthenticatorRefusal.UntrustedAuthor);
    }

    [Test]
    public void A_model_the_service_warns_of_is_refused_unless_the_warning_is_accepted()
    {
        var blob = Blob(SoftMetadata.Entry(Model, _scene.Authority.Certificate, SoftMetadata.Report("USER_KEY_PHYSICAL_COMPROMISE", "2026-01-01")));
        FrozenSet<AuthenticatorStatus> accepted = [AuthenticatorStatus.UserKeyPhysicalCompromise];

        Refuses(new(new(), blob), Packed, AuthenticatorRefusal.ModelCompromised);
        Assert.That(Decide(new(new() { AcceptedWarnings = accepted }, blob), Packed), Is.InstanceOf<AuthenticatorDecision.Trusted>());
    }

    [Test]
    public void A_pinned_anchor_does_not_silence_a_warning()
    {
        var blob = Blob(SoftMetadata.Entry(Model, _service.Certificate, SoftMetadata.Report("ATTESTATION_KEY_COMPROMISE")));

        Refuses(new(new() { PinnedAnchors = [new(Model, _scene.Authority.Certificate)] }, blob), Packed, AuthenticatorRefusal.ModelCompromised);
    }

    [Test]
    public void A_revocation_cannot_be_accepted()
    {
        var blob = Blob(SoftMetadata.Entry(Model, _scene.Authority.Certificate, SoftMetadata.Report("REVOKED")));

        Refuses(new(new() { AcceptedWarnings = [AuthenticatorStatus.Revoked] }, blob), Packed, AuthenticatorRefusal.ModelCompromised);
    }

    [Test]
    public void A_warning_that_is_not_yet_in_force_does_not_count()
    {
        var blob = Blob(SoftMetadata.Entry(Model, _scene.Authority.Certificate, SoftMetadata.Report("REVOKED", "2026-01-16")));

        Assert.That(Decide(new(new(), blob), Packed), Is.InstanceOf<AuthenticatorDecision.Trusted>());
        Assert.That(Decide(new(new(), blob), Packed, Scene.Now.AddDays(1)), Is.EqualTo((AuthenticatorDecision)AuthenticatorRefusal.ModelCompromised));
    }

    [Test]
    public void A_U2F_device_is_known_by_its_certificate_and_by_nothing_it_claims()
    {
        AttestationWriter u2f = new FidoU2fMaker(_scene.Authority).Write;

        Refuses(new(new(), Blob()), u2f, AuthenticatorRefusal.UntrustedAuthor);
        Refuses(new(new() { Models = [Model] }, Blob()), u2f, AuthenticatorRefusal.ModelNotAllowed);
        Refuses(new(new() { PinnedAnchors = [new(Model, _scene.Authority.Certificate)] }, null), u2f, AuthenticatorRefusal.UntrustedAuthor);

        var statement = Verify(u2f);
        var decision = new AuthenticatorPolicy(new() { Models = [Guid.Empty] }, Blob(U2fEntry(statement))).Decide(statement, Model, Scene.Now);
        Assert.That(decision, Is.InstanceOf<AuthenticatorDecision.Trusted>());
        Assert.That(((AuthenticatorDecision.Trusted)decision).Model, Is.EqualTo(Guid.Empty));
    }

    [Test]
    public void Of_a_compound_statement_one_trusted_author_is_enough()
    {
        using var stranger = new SoftAuthority("Stranger");
        AttestationWriter foreign = new TpmMaker(stranger).Write;

        Assert.That(Decide(new(new(), Blob()), new CompoundMaker(foreign, Packed).Write), Is.InstanceOf<AuthenticatorDecision.Trusted>());
        Refuses(new(new(), Blob()), new CompoundMaker(foreign, foreign).Write, AuthenticatorRefusal.UntrustedAuthor);
        Refuses(new(new(), Blob()), new CompoundMaker(new PackedMaker().Write, new PackedMaker().Write).Write, AuthenticatorRefusal.NotAttested);
    }

    [Test]
    public void A_registration_is_refused_with_the_code_the_audit_knows()
    {
        using var scene = new Scene();
        var draft = scene.Registration() with { Attestation = Packed };

        Assert.That(scene.Verify(draft, policy: With(new() { Models = [Model] })), Is.InstanceOf<RegistrationOutcome.Accepted>());
        Assert.That(scene.Verify(draft, policy: With(new() { Models = [Other] })), Is.EqualTo((RegistrationOutcome)PasskeyRefusal.AttestationRejected));

        RegistrationPolicy With(AuthenticatorRequirements requirements) =>
            new(CoseAlgorithms.Standard, new(AttestationFormats.All, new AuthenticatorPolicy(requirements, Blob()).Trusts));
    }

    [Test, Property("Case", "SU-02")]
    public void Hardware_protection_needs_the_services_word_and_a_key_that_stays()
    {
        var known = Decide(new(new(), Blob()), Packed);
        var pinned = Decide(new(new() { PinnedAnchors = [new(Model, _scene.Authority.Certificate)] }, null), Packed);
        var entry = SoftMetadata.Entry(Model, _scene.Authority.Certificate);
        entry["metadataStatement"]!["keyProtection"] = new JsonArray("software");
        var software = Decide(new(new(), Blob(entry)), Packed);

        Assert.That(HardwareProtection.IsProven(known, backupEligible: false));
        Assert.That(HardwareProtection.IsProven(known, backupEligible: true), Is.False);
        Assert.That(HardwareProtection.IsProven(pinned, backupEligible: false), Is.False);
        Assert.That(HardwareProtection.IsProven(software, backupEligible: false), Is.False);
        Assert.That(HardwareProtection.IsProven(AuthenticatorRefusal.NotAttested, backupEligible: false), Is.False);
    }

    [Test]
    public void A_new_issue_shows_who_is_no_longer_acceptable()
    {
        var certified = SoftMetadata.Entry(Model, _scene.Authority.Certificate, SoftMetadata.Report("FIDO_CERTIFIED_L2", "2025-01-01"));
        var revoked = SoftMetadata.Entry(Other, _scene.Authority.Certificate, SoftMetadata.Report("REVOKED", "2026-01-01"));
        var policy = new AuthenticatorPolicy(new() { MinimumCertification = CertificationLevel.L1 }, Blob(certified, revoked));
        var unknown = Guid.NewGuid();

        var affected = MetadataReview.Find(
            [
                new(Model, AttestationType.Certified),
                new(Other, AttestationType.Certified),
                new(Other, AttestationType.Certified),
                new(unknown, AttestationType.Certified),
                new(Model, AttestationType.Self),
            ],
            policy,
            Scene.Now);

        Assert.That(affected, Is.EqualTo(new[]
        {
            (new EnrolledModel(Other, AttestationType.Certified), AuthenticatorRefusal.ModelCompromised),
            (new EnrolledModel(unknown, AttestationType.Certified), AuthenticatorRefusal.CertificationTooLow),
            (new EnrolledModel(Model, AttestationType.Self), AuthenticatorRefusal.NotAttested),
        }));
    }

    private MetadataBlob Blob(params JsonNode[] entries)
    {
        var metadata = new SoftMetadata(_service) { Entries = entries is [] ? [SoftMetadata.Entry(Model, _scene.Authority.Certificate)] : entries };
        var reading = MetadataBlobReader.Read(metadata.Write(), new([_service.Certificate], SoftMetadata.SignerName), known: null, Scene.Now);
        return ((MetadataReading.Accepted)reading).Blob;
    }

    private JsonObject U2fEntry(AttestationStatement statement)
    {
        using var leaf = X509CertificateLoader.LoadCertificate(statement.TrustPath[0].Span);
        var entry = SoftMetadata.Entry(Model, _scene.Authority.Certificate);
        entry.Remove("aaguid");
        entry["attestationCertificateKeyIdentifiers"] = new JsonArray(new X509SubjectKeyIdentifierExtension(leaf.PublicKey, critical: false).SubjectKeyIdentifier);
        return entry;
    }

    private AttestationStatement Verify(AttestationWriter attestation) =>
        _scene.Verify(attestation) ?? throw new AssertionException("The statement itself is wrong.");

    private AuthenticatorDecision Decide(AuthenticatorPolicy policy, AttestationWriter attestation, DateTimeOffset? now = null) =>
        policy.Decide(Verify(attestation), Model, now ?? Scene.Now);

    private void Refuses(AuthenticatorPolicy policy, AttestationWriter attestation, AuthenticatorRefusal reason) =>
        Assert.That(Decide(policy, attestation), Is.EqualTo((AuthenticatorDecision)reason));
}
