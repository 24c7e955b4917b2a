using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using IdentityServer.Protocol.WebAuthn.Cose;

namespace IdentityServer.Protocol.Tests.WebAuthn.Cose;

/// <summary>What comes to OpenSSL without the framework in between is held against the framework.</summary>
[SupportedOSPlatform("linux")]
[TestFixture("P-256", "nistP256", 32)]
[TestFixture("P-384", "nistP384", 48)]
[TestFixture("P-521", "nistP521", 66)]
internal sealed class OpenSslCurveKeyTests(string name, string friendlyName, int length)
{
    private static readonly byte[] Data = "what was signed"u8.ToArray();

    private readonly ECCurve curve = ECCurve.CreateFromFriendlyName(friendlyName);

    [SetUp]
    public void OnlyWithOpenSsl3() => Assume.That(OpenSslCurveKey.IsPossible);

    [Test]
    public void A_key_verifies_what_its_owner_signed_and_nothing_else()
    {
        using var owner = ECDsa.Create(curve);
        var signature = Sign(owner);

        using var key = Import(owner.ExportParameters(includePrivateParameters: false).Q);

        Assert.That(Verify(key, Data, signature), Is.True);
        Assert.That(Verify(key, [.. Data, 0], signature), Is.False);
        Assert.That(key.KeySize, Is.EqualTo(owner.KeySize));
    }

    [Test]
    public void Another_owners_key_does_not_verify_it()
    {
        using var owner = ECDsa.Create(curve);
        using var stranger = ECDsa.Create(curve);

        using var key = Import(stranger.ExportParameters(includePrivateParameters: false).Q);

        Assert.That(Verify(key, Data, Sign(owner)), Is.False);
    }

    [Test]
    public void A_point_off_the_curve_is_refused_wherever_a_bit_was_changed()
    {
        using var owner = ECDsa.Create(curve);
        var point = owner.ExportParameters(includePrivateParameters: false).Q;

        for (var at = 0; at < length; at++)
        {
            Assert.That(() => Import(Bend(point.X!, at), point.Y!), Throws.InstanceOf<CryptographicException>(), $"x, byte {at}");
            Assert.That(() => Import(point.X!, Bend(point.Y!, at)), Throws.InstanceOf<CryptographicException>(), $"y, byte {at}");
        }
    }

    [Test]
    public void The_origin_is_not_on_the_curve() =>
        Assert.That(() => Import(new byte[length], new byte[length]), Throws.InstanceOf<CryptographicException>());

    [Test]
    public void A_coordinate_beyond_the_field_is_refused()
    {
        byte[] beyond = [.. Enumerable.Repeat((byte)0xFF, length)];
        using var owner = ECDsa.Create(curve);
        var point = owner.ExportParameters(includePrivateParameters: false).Q;

        Assert.That(() => Import(beyond, point.Y!), Throws.InstanceOf<CryptographicException>());
        Assert.That(() => Import(point.X!, beyond), Throws.InstanceOf<CryptographicException>());
        Assert.That(() => Import(beyond, beyond), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void Coordinates_that_are_too_short_or_too_long_are_refused()
    {
        using var owner = ECDsa.Create(curve);
        var point = owner.ExportParameters(includePrivateParameters: false).Q;

        Assert.That(() => Import(point.X![1..], point.Y!), Throws.InstanceOf<CryptographicException>());
        Assert.That(() => Import([0, .. point.X!], point.Y!), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void A_refusal_leaves_nothing_behind_that_the_framework_would_stumble_over()
    {
        Assert.That(() => Import(new byte[length], new byte[length]), Throws.InstanceOf<CryptographicException>());

        using var owner = ECDsa.Create(curve);
        Assert.That(Verify(owner, Data, Sign(owner)), Is.True);
    }

    private static byte[] Sign(ECDsa owner) => owner.SignData(Data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static bool Verify(ECDsa key, byte[] data, byte[] signature) =>
        key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private ECDsa Import(ECPoint point) => Import(point.X!, point.Y!);

    private ECDsa Import(byte[] x, byte[] y) => OpenSslCurveKey.Import(Encoding.ASCII.GetBytes(name), x, y);

    private static byte[] Bend(byte[] coordinate, int at)
    {
        var bent = coordinate.ToArray();
        bent[at] ^= 1;
        return bent;
    }
}
