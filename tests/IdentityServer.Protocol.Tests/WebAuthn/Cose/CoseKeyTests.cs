using System.Security.Cryptography;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Cose;

internal sealed class CoseKeyTests
{
    private static readonly byte[] X = RandomNumberGenerator.GetBytes(32);
    private static readonly ECPoint Point = NewPoint();
    private static readonly byte[] Modulus = Odd(256);

    private static readonly object[][] Unreadable =
    [
        ["nothing", Array.Empty<byte>()],
        ["no map", new byte[] { 0x01 }],
        ["an empty map", new byte[] { 0xa0 }],
        ["no algorithm", CoseMap.Write((1, 2), (-1, 1), (-2, X), (-3, X))],
        ["a key id that nobody may add", CoseMap.Write((1, 2), (2, X), (3, -7), (-1, 1), (-2, X), (-3, X))],
        ["one parameter too few", CoseMap.Write((1, 2), (3, -7), (-1, 1), (-2, X))],
        ["one parameter too many", CoseMap.Write((1, 3), (3, -257), (-1, Modulus), (-2, X), (-3, X))],
        ["the private part", CoseMap.Write((1, 1), (3, -8), (-1, 6), (-2, X), (-4, X))],
        ["a compressed point", new byte[] { 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x41, 0x01, 0x22, 0xf5 }],
        ["labels out of order", new byte[] { 0xa4, 0x03, 0x27, 0x01, 0x01, 0x20, 0x06, 0x21, 0x41, 0x01 }],
        ["a label twice", new byte[] { 0xa4, 0x01, 0x01, 0x01, 0x01, 0x20, 0x06, 0x21, 0x41, 0x01 }],
        ["a length that is not the shortest", new byte[] { 0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x01, 0x01 }],
        ["an integer that is not the shortest", new byte[] { 0xa4, 0x18, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x41, 0x01 }],
        ["an endless map", new byte[] { 0xbf, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x41, 0x01, 0xff }],
        ["an algorithm beyond 32 bits", new byte[] { 0xa4, 0x01, 0x01, 0x03, 0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x20, 0x06, 0x21, 0x41, 0x01 }],
        ["something after the end", (byte[])[.. CoseMap.Write((1, 1), (3, -8), (-1, 6), (-2, X)), 0x00]],
        ["a length that promises more than there is", new byte[] { 0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x5a, 0x7f, 0xff, 0xff, 0xff, 0x01 }],
    ];

    private static readonly object[][] Unfit =
    [
        ["ES256 on P-384", CoseMap.Write((1, 2), (3, -7), (-1, 2), (-2, X), (-3, X))],
        ["ES384 on P-256", CoseMap.Write((1, 2), (3, -35), (-1, 1), (-2, X), (-3, X))],
        ["ES512 on P-384", CoseMap.Write((1, 2), (3, -36), (-1, 2), (-2, X), (-3, X))],
        ["ES256 on secp256k1", CoseMap.Write((1, 2), (3, -7), (-1, 8), (-2, X), (-3, X))],
        ["EC labelled RS256", CoseMap.Write((1, 2), (3, -257), (-1, 1), (-2, X), (-3, X))],
        ["EC labelled EdDSA", CoseMap.Write((1, 2), (3, -8), (-1, 1), (-2, X), (-3, X))],
        ["RSA labelled ES256", CoseMap.Write((1, 3), (3, -7), (-1, Modulus), (-2, new byte[] { 1, 0, 1 }))],
        ["EdDSA on Ed448", CoseMap.Write((1, 1), (3, -8), (-1, 7), (-2, X))],
        ["RSA of 512 bits", CoseMap.Write((1, 3), (3, -257), (-1, Odd(64)), (-2, new byte[] { 1, 0, 1 }))],
        ["RSA of 2047 bits", CoseMap.Write((1, 3), (3, -257), (-1, (byte[])[0x7f, .. Odd(255)]), (-2, new byte[] { 1, 0, 1 }))],
        ["RSA of 16384 bits", CoseMap.Write((1, 3), (3, -257), (-1, Odd(2048)), (-2, new byte[] { 1, 0, 1 }))],
        ["RSA with an exponent made to keep us busy", CoseMap.Write((1, 3), (3, -257), (-1, Modulus), (-2, Odd(256)))],
        ["an unassigned algorithm", CoseMap.Write((1, 2), (3, -6), (-1, 1), (-2, X), (-3, X))],
        ["a symmetric key", CoseMap.Write((1, 4), (3, 5), (-1, X))],
    ];

    private static readonly object[][] Unsound =
    [
        ["a point off the curve", CoseMap.Write((1, 2), (3, -7), (-1, 1), (-2, new byte[32]), (-3, new byte[32]))],
        ["coordinates of unequal length", CoseMap.Write((1, 2), (3, -7), (-1, 1), (-2, X), (-3, X[..31]))],
        ["coordinates with a leading zero", CoseMap.Write((1, 2), (3, -7), (-1, 1), (-2, (byte[])[0, .. Point.X!]), (-3, (byte[])[0, .. Point.Y!]))],
        ["no coordinates", CoseMap.Write((1, 2), (3, -7), (-1, 1), (-2, Array.Empty<byte>()), (-3, Array.Empty<byte>()))],
        ["a modulus with a leading zero", CoseMap.Write((1, 3), (3, -257), (-1, (byte[])[0, .. Modulus]), (-2, new byte[] { 1, 0, 1 }))],
        ["an even modulus", CoseMap.Write((1, 3), (3, -257), (-1, (byte[])[.. Modulus[..^1], 2]), (-2, new byte[] { 1, 0, 1 }))],
        ["an exponent of one", CoseMap.Write((1, 3), (3, -257), (-1, Modulus), (-2, new byte[] { 1 }))],
        ["an exponent of three", CoseMap.Write((1, 3), (3, -257), (-1, Modulus), (-2, new byte[] { 3 }))],
        ["an even exponent", CoseMap.Write((1, 3), (3, -257), (-1, Modulus), (-2, new byte[] { 1, 0, 2 }))],
        ["an exponent with a leading zero", CoseMap.Write((1, 3), (3, -257), (-1, Modulus), (-2, new byte[] { 0, 1, 0, 1 }))],
        ["no exponent", CoseMap.Write((1, 3), (3, -257), (-1, Modulus), (-2, Array.Empty<byte>()))],
    ];

    [TestCaseSource(nameof(Unreadable))]
    public void Keys_that_are_not_written_as_they_must_be_are_not_read(string what, byte[] cose) =>
        Assert.That(CoseKey.TryParse(cose, out _), Is.False, what);

    [TestCaseSource(nameof(Unfit))]
    public void Keys_that_do_not_belong_to_their_algorithm_find_no_row_in_the_table(string what, byte[] cose)
    {
        Assert.That(CoseKey.TryParse(cose, out var key), Is.True, what);
        Assert.That(CoseAlgorithms.Standard.For(key!), Is.Null, what);
        Assert.That(CoseAlgorithms.Standard.TryImport(cose, out _), Is.False, what);
    }

    [TestCaseSource(nameof(Unsound))]
    public void Keys_that_cannot_be_used_are_not_imported(string what, byte[] cose)
    {
        Assert.That(CoseKey.TryParse(cose, out var key), Is.True, what);
        Assert.That(CoseAlgorithms.Standard.For(key!), Is.Not.Null, what);
        Assert.That(CoseAlgorithms.Standard.TryImport(cose, out _), Is.False, what);
    }

    [Test]
    public void The_table_holds_these_algorithms_and_no_others() =>
        Assert.That(
            CoseAlgorithms.Standard.All.Select(algorithm => (algorithm.Id, algorithm.Name)),
            Is.EquivalentTo(new[]
            {
                (-7, "ES256"), (-8, "EdDSA"), (-35, "ES384"), (-36, "ES512"), (-37, "PS256"), (-38, "PS384"), (-39, "PS512"),
                (-257, "RS256"), (-258, "RS384"), (-259, "RS512"),
            }));

    [Test]
    public void An_algorithm_of_tomorrow_can_be_added_with_a_key_type_we_do_not_know()
    {
        var algorithms = new CoseAlgorithms(
        [
            .. CoseAlgorithms.Standard.All,
            new(-48, "ML-DSA-44", key => key is CoseKey.Other { KeyType: 7 }, key => new Echo(key.Encoded.Span[^3..].ToArray())),
        ]);
        var cose = CoseMap.Write((1, 7), (3, -48), (-1, new byte[] { 1, 2, 3 }));

        Assert.That(CoseAlgorithms.Standard.TryImport(cose, out _), Is.False);
        Assert.That(algorithms.TryImport(cose, out var key), Is.True);
        Assert.That(key!.Verify([], [1, 2, 3]), Is.True);
        key.Dispose();
    }

    private static ECPoint NewPoint()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportParameters(includePrivateParameters: false).Q;
    }

    private static byte[] Odd(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        bytes[0] |= 0x80;
        bytes[^1] |= 1;
        return bytes;
    }

    private sealed class Echo(byte[] expected) : CosePublicKey
    {
        public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => signature.SequenceEqual(expected);

        public override void Dispose()
        {
        }
    }
}
