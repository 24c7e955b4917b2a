using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;

namespace IdentityServer.Protocol.Tests.WebAuthn.Attestation;

internal sealed class CertificatePathTests
{
    private readonly SoftAuthority _root = new();
    private readonly SoftAuthority _intermediate;
    private readonly SoftKey _key = SoftKey.Create(-7);
    private readonly byte[] _leaf;

    public CertificatePathTests()
    {
        _intermediate = new("Between", _root);
        _leaf = _intermediate.Sign(Draft);
    }

    private CertificateDraft Draft => new(_key.CertificateKey);

    [OneTimeTearDown]
    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
        _key.Dispose();
    }

    [Test]
    public void A_path_below_the_root_is_trusted() => Assert.That(LeadsTo([_leaf, _intermediate.Certificate], _root.Certificate));

    [Test]
    public void A_path_that_brings_its_root_along_is_trusted() => Assert.That(LeadsTo([_leaf, _intermediate.Certificate, _root.Certificate], _root.Certificate));

    [Test]
    public void An_intermediate_can_be_the_anchor()
    {
        Assert.That(LeadsTo([_leaf], _intermediate.Certificate));
        Assert.That(LeadsTo([_leaf, _intermediate.Certificate], _intermediate.Certificate));
        Assert.That(LeadsTo([_leaf, _intermediate.Certificate, _root.Certificate], _intermediate.Certificate));
    }

    [Test]
    public void A_leaf_can_be_the_anchor()
    {
        using var lonely = new SoftAuthority("Lonely");

        Assert.That(LeadsTo([_leaf], _leaf));
        Assert.That(LeadsTo([lonely.Certificate], lonely.Certificate), "self-signed");
    }

    [Test]
    public void A_missing_link_is_not_guessed() => Assert.That(LeadsTo([_leaf], _root.Certificate), Is.False);

    [Test]
    public void Nobody_is_trusted_without_anchors_or_without_path()
    {
        Assert.That(CertificatePath.LeadsTo([_leaf], [], Scene.Now), Is.False);
        Assert.That(LeadsTo([], _root.Certificate), Is.False);
    }

    [Test]
    public void Another_root_is_not_trusted()
    {
        using var stranger = new SoftAuthority("Stranger");

        Assert.That(LeadsTo([_leaf, _intermediate.Certificate], stranger.Certificate), Is.False);
        Assert.That(LeadsTo([_leaf, _intermediate.Certificate, stranger.Certificate], stranger.Certificate), Is.False, "brought along without a link");
    }

    [Test]
    public void A_namesake_of_the_root_is_not_trusted()
    {
        using var namesake = new SoftAuthority();
        var forged = namesake.Sign(Draft);

        Assert.That(LeadsTo([forged], _root.Certificate), Is.False);
        Assert.That(LeadsTo([forged, _root.Certificate], _root.Certificate), Is.False);
        Assert.That(LeadsTo([forged, namesake.Certificate], _root.Certificate), Is.False);
        Assert.That(LeadsTo([forged, namesake.Certificate, _root.Certificate], _root.Certificate), Is.False);
    }

    [Test]
    public void A_namesake_of_an_intermediate_anchor_is_not_trusted()
    {
        using var namesake = new SoftAuthority("Between");
        var forged = namesake.Sign(Draft);

        Assert.That(LeadsTo([forged], _intermediate.Certificate), Is.False);
        Assert.That(LeadsTo([forged, _intermediate.Certificate], _intermediate.Certificate), Is.False);
        Assert.That(LeadsTo([forged, namesake.Certificate, _intermediate.Certificate], _intermediate.Certificate), Is.False);
        Assert.That(LeadsTo([forged, _intermediate.Certificate, _root.Certificate], _root.Certificate), Is.False);
    }

    [Test]
    public void A_path_whose_middle_is_an_end_entity_is_not_trusted()
    {
        using var middle = new SoftAuthority("Greedy", _root, isAuthority: false);

        Assert.That(LeadsTo([middle.Sign(Draft), middle.Certificate], _root.Certificate), Is.False);
        Assert.That(LeadsTo([middle.Sign(Draft), middle.Certificate], middle.Certificate), Is.False, "not even as an anchor");
    }

    [Test]
    public void Time_is_the_callers()
    {
        var path = new ReadOnlyMemory<byte>[] { _leaf, _intermediate.Certificate };
        var anchors = new ReadOnlyMemory<byte>[] { _root.Certificate };

        Assert.That(CertificatePath.LeadsTo(path, anchors, Draft.NotBefore.AddDays(1)));
        Assert.That(CertificatePath.LeadsTo(path, anchors, Draft.NotBefore.AddDays(-1)), Is.False);
        Assert.That(CertificatePath.LeadsTo(path, anchors, Draft.NotAfter.AddDays(1)), Is.False);
    }

    [Test]
    public void An_anchor_that_is_the_leaf_expires_too()
    {
        Assert.That(CertificatePath.LeadsTo([_leaf], [_leaf], Draft.NotBefore.AddDays(-1)), Is.False);
        Assert.That(CertificatePath.LeadsTo([_leaf], [_leaf], Draft.NotAfter.AddDays(1)), Is.False);
    }

    [Test]
    public void An_expired_intermediate_is_not_trusted()
    {
        using var expired = new SoftAuthority("Expired", _root, notAfter: Scene.Now.AddDays(-1));

        Assert.That(LeadsTo([expired.Sign(Draft), expired.Certificate], _root.Certificate), Is.False);
    }

    [Test]
    public void What_is_no_certificate_is_not_trusted()
    {
        Assert.That(LeadsTo([[0x30, 0x00]], _root.Certificate), Is.False);
        Assert.That(LeadsTo([_leaf, [1, 2, 3]], _root.Certificate), Is.False);
        Assert.That(LeadsTo([_leaf, _intermediate.Certificate], [1, 2, 3]), Is.False);
    }

    private static bool LeadsTo(byte[][] path, byte[] anchor) =>
        CertificatePath.LeadsTo([.. path.Select(certificate => (ReadOnlyMemory<byte>)certificate)], [anchor], Scene.Now);
}
