using System.Numerics;
using System.Security.Cryptography;
using IdentityServer.Protocol.Edwards;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Cose;

internal sealed class Ed25519Tests
{
    public enum Arithmetic
    {
        Managed,
        Native,
    }

    // RFC 8032 §7.1, tests 1 to 3: seed, public key, message, signature.
    private static readonly string[][] Published =
    [
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ],
    ];

    // The points of order 1, 2, 4 and 8.
    private static readonly string[] SmallOrder =
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ];

    // y = p, p + 1, 2^255 − 1; and zero with a sign.
    private static readonly string[] NotCanonical =
    [
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ];

    // No x belongs to y = 2.
    private const string OffTheCurve = "0200000000000000000000000000000000000000000000000000000000000000";

    [Test]
    public void Published_signatures_are_accepted([Values] Arithmetic arithmetic, [ValueSource(nameof(Published))] string[] vector)
    {
        using var key = Import(arithmetic, vector[1]);

        Assert.That(key.Verify(Convert.FromHexString(vector[2]), Convert.FromHexString(vector[3])), Is.True);
        Assert.That(key.Verify([0xff], Convert.FromHexString(vector[3])), Is.False);
    }

    [TestCaseSource(nameof(Published))]
    public void The_test_signer_signs_as_published(string seed, string publicKey, string message, string signature)
    {
        using var signer = new SoftEd25519Key(Convert.FromHexString(seed));

        Assert.That(Convert.ToHexStringLower(signer.PublicKey), Is.EqualTo(publicKey));
        Assert.That(Convert.ToHexStringLower(signer.Sign(Convert.FromHexString(message))), Is.EqualTo(signature));
    }

    [Test]
    public void Both_arithmetics_agree_about_good_and_bent_signatures()
    {
        using var signer = new SoftEd25519Key();
        using var managed = Import(Arithmetic.Managed, Convert.ToHexString(signer.PublicKey));
        using var native = Import(Arithmetic.Native, Convert.ToHexString(signer.PublicKey));

        for (var round = 0; round < 16; round++)
        {
            var message = RandomNumberGenerator.GetBytes(round * 7);
            var good = signer.Sign(message);
            var bent = (byte[])good.Clone();
            bent[RandomNumberGenerator.GetInt32(64)] ^= (byte)(1 << RandomNumberGenerator.GetInt32(8));

            Assert.That((managed.Verify(message, good), native.Verify(message, good)), Is.EqualTo((true, true)));
            Assert.That((managed.Verify(message, bent), native.Verify(message, bent)), Is.EqualTo((false, false)));
        }
    }

    [Test]
    public void A_second_spelling_of_S_is_refused([Values] Arithmetic arithmetic)
    {
        using var signer = new SoftEd25519Key();
        using var key = Import(arithmetic, Convert.ToHexString(signer.PublicKey));
        var signature = signer.Sign([1, 2, 3]);

        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true) + ManagedEd25519.Order;
        s.TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true);

        Assert.That(key.Verify([1, 2, 3], signature), Is.False);
    }

    [TestCase(0), TestCase(63), TestCase(65), TestCase(1000)]
    public void A_signature_of_another_length_is_refused(int length)
    {
        using var signer = new SoftEd25519Key();
        using var managed = Import(Arithmetic.Managed, Convert.ToHexString(signer.PublicKey));
        using var native = Import(Arithmetic.Native, Convert.ToHexString(signer.PublicKey));

        Assert.That(managed.Verify([], new byte[length]), Is.False);
        Assert.That(native.Verify([], new byte[length]), Is.False);
    }

    [TestCaseSource(nameof(SmallOrder))]
    public void A_key_of_small_order_is_no_key(string encoded)
    {
        Assert.That(EdwardsPoint.TryDecode(Convert.FromHexString(encoded), out var point), Is.True);
        Assert.That(point.IsOfSmallOrder, Is.True);
        Assert.That(CanBeImported(encoded), Is.False);
    }

    [TestCaseSource(nameof(NotCanonical)), TestCase(OffTheCurve), TestCase(""), TestCase("00"), TestCase(OffTheCurve + "00")]
    public void Bytes_that_are_no_point_are_no_key(string encoded)
    {
        Assert.That(EdwardsPoint.TryDecode(Convert.FromHexString(encoded), out _), Is.False);
        Assert.That(CanBeImported(encoded), Is.False);
    }

    [Test]
    public void A_refused_signature_leaves_no_error_behind_for_the_framework()
    {
        using var signer = new SoftEd25519Key();
        using var key = Import(Arithmetic.Native, Convert.ToHexString(signer.PublicKey));
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.That(key.Verify([1], new byte[64]), Is.False);

        byte[] data = [1];
        Assert.That(ecdsa.VerifyData(data, ecdsa.SignData(data, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256), Is.True);
    }

    private static bool CanBeImported(string encoded)
    {
        var cose = CoseMap.Write((1, 1), (3, -8), (-1, 6), (-2, Convert.FromHexString(encoded)));
        var usable = CoseAlgorithms.Standard.TryImport(cose, out var key);
        key?.Dispose();
        return usable;
    }

    private static Ed25519Key Import(Arithmetic arithmetic, string publicKey)
    {
        var encoded = Convert.FromHexString(publicKey);
        if (arithmetic is Arithmetic.Native)
        {
            Assume.That(LibCrypto.IsPresent, "no libcrypto here");
            return new NativeEd25519(encoded);
        }

        Assert.That(EdwardsPoint.TryDecode(encoded, out var point), Is.True);
        return new ManagedEd25519(encoded, point);
    }
}
