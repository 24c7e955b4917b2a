using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;
using IdentityServer.Protocol.WebAuthn.Cose;

namespace IdentityServer.Protocol.Tests.WebAuthn.Attestation;

internal sealed class CertificateKeyTests
{
    private static readonly CoseKey.EllipticCurve Ec = new(-7, default, 1, [1], [2]);
    private static readonly CoseKey.Rsa Rsa = new(-257, default, [1], [2]);

    [Test]
    public void Keys_are_the_same_when_every_part_is()
    {
        Assert.That(Ec.IsSameKey(Ec with { X = [1], Y = [2] }));
        Assert.That(Rsa.IsSameKey(Rsa with { Modulus = [1], Exponent = [2] }));
    }

    [Test]
    public void The_algorithm_and_the_spelling_are_no_part_of_the_key() =>
        Assert.That(Rsa.IsSameKey(Rsa with { Algorithm = -37, Encoded = new byte[] { 1 } }));

    [Test]
    public void Keys_differ_in_any_part()
    {
        Assert.That(Ec.IsSameKey(Ec with { Curve = 2 }), Is.False);
        Assert.That(Ec.IsSameKey(Ec with { X = [3] }), Is.False);
        Assert.That(Ec.IsSameKey(Ec with { Y = [3] }), Is.False);
        Assert.That(Rsa.IsSameKey(Rsa with { Modulus = [3] }), Is.False);
        Assert.That(Rsa.IsSameKey(Rsa with { Exponent = [3] }), Is.False);
        Assert.That(Ec.IsSameKey(Rsa), Is.False);
    }
}
