using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Hostile;

/// <summary>Whatever arrives, there is an answer: nothing throws, nothing hangs.</summary>
internal sealed class FuzzTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(3000);

    private static readonly Scene Person = new();

    private static readonly byte[][] Seeds =
    [
        Person.Registration().WriteAttestationObject(),
        Person.Registration().WriteAuthenticatorData(),
        Person.Assertion().WriteAuthenticatorData(),
        Person.Registration().WriteClientData(),
        Person.Registration().ToJson(),
        Person.Assertion().ToJson(),
        Person.Passkey.Key.Cose,
    ];

    private static readonly string[] Words =
    [
        "id", "rawId", "type", "public-key", "response", "clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle",
        "transports", "clientExtensionResults", "credProps", "rk", "authenticatorAttachment", "challenge", "origin", "crossOrigin", "topOrigin",
        "webauthn.get", "AQID", "=", "\ud800", "\0",
    ];

    [Test]
    public void Random_bytes() => Check.One(Often, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => SurvivesAll(bytes)));

    [Test]
    public void Random_cbor() => Check.One(Often, Prop.ForAll(Cbor(depth: 5).ToArbitrary(), bytes => SurvivesAll(bytes)));

    [Test]
    public void Random_json() => Check.One(Often, Prop.ForAll(Json(depth: 4).ToArbitrary(), json => SurvivesAll(Encoding.UTF8.GetBytes(json))));

    [Test]
    public void Good_messages_with_pieces_changed_removed_and_added() =>
        Check.One(Often, Prop.ForAll(Spliced().ToArbitrary(), bytes => SurvivesAll(bytes)));

    [Test]
    public void Good_ceremonies_with_hostile_parts() => Check.One(Often, Prop.ForAll(Spliced().ToArbitrary(), bytes =>
    {
        var registration = Person.Registration();
        var assertion = Person.Assertion();

        return Person.Verify(registration with { AttestationObject = bytes }) is not null
            && Person.Verify(registration with { AuthenticatorData = bytes }) is not null
            && Person.Verify(registration with { ClientDataJson = bytes }) is not null
            && Person.Verify(registration with { Cose = bytes }) is not null
            && Person.Verify(assertion with { AuthenticatorData = bytes }) is AssertionOutcome.Refused or AssertionOutcome.Accepted
            && Person.Verify(assertion with { Signature = bytes }) is AssertionOutcome.Refused
            && Person.Verify(assertion, record: Person.Record with { PublicKey = bytes }) is AssertionOutcome.Refused or AssertionOutcome.Accepted;
    }));

    // Nesting, lengths that promise gigabytes, and long runs of the smallest values there are.
    private static readonly object[][] Bombs =
    [
        [Repeat(0x81, 48_000)],
        [Repeat(0xa1, 48_000)],
        [Repeat(0x9f, 48_000)],
        [Repeat(0xc0, 48_000)],
        [new byte[] { 0x9a, 0x7f, 0xff, 0xff, 0xff, 0x00 }],
        [new byte[] { 0xba, 0x7f, 0xff, 0xff, 0xff, 0x00 }],
        [new byte[] { 0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00 }],
        [(byte[])[0x99, 0xbb, 0x80, .. Repeat(0x00, 48_000)]],
        [Repeat((byte)'[', 60_000)],
        [Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("0", 30_000)) + "]")],
        [Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 6_000).Select(number => $"\"{number}\":0")) + "}")],
    ];

    [TestCaseSource(nameof(Bombs))]
    public void What_is_made_to_grow_stays_small(byte[] bomb)
    {
        byte[] asStatement = [0xa3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, .. bomb];
        byte[] asExtensions = [.. AuthenticatorDataBytes.Write(Scene.RelyingPartyId, SoftFlags.Extensions, 0, [], []), .. bomb];
        SurvivesAll(bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();

        SurvivesAll(bomb);
        SurvivesAll(asStatement);
        SurvivesAll(asExtensions);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(8 * 1024 * 1024));
    }

    private static bool SurvivesAll(byte[] bytes)
    {
        _ = AuthenticatorData.TryParse(bytes, out _);
        _ = AttestationObject.TryParse(bytes, out _);
        _ = ClientData.TryParse(bytes, out _);
        _ = RegistrationResponse.TryParse(bytes, out _);
        _ = AuthenticationResponse.TryParse(bytes, out _);
        if (CoseAlgorithms.Standard.TryImport(bytes, out var key))
            key.Dispose();
        return true;
    }

    private static Gen<byte[]> Spliced() =>
        from seed in Gen.Elements(Seeds)
        from start in Gen.Choose(0, seed.Length)
        from length in Gen.Choose(0, Math.Min(seed.Length - start, 40))
        from piece in Gen.OneOf(ArbMap.Default.GeneratorFor<byte[]>(), Cbor(depth: 2), Gen.Elements(Seeds))
        select (byte[])[.. seed[..start], .. piece, .. seed[(start + length)..]];

    // Heads and contents are chosen apart, so that some of it fits together and some does not.
    private static Gen<byte[]> Cbor(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Elements<byte[]>([0x00], [0x20], [0x17], [0x18, 0x18], [0x39, 0x01, 0x00], [0xf4], [0xf6], [0xf9, 0x7e, 0x00], [0x40], [0x60], [0xff]),
            Gen.Elements(Words).Select(word => (byte[])[.. Head(3, Encoding.UTF8.GetByteCount(word)), .. Encoding.UTF8.GetBytes(word)]),
            Gen.Elements(Seeds).Select(seed => (byte[])[.. Head(2, seed.Length), .. seed]));
        if (depth == 0)
            return leaf;

        var nested =
            from major in Gen.Elements(4, 5, 6)
            from count in Gen.Choose(0, 3)
            from items in Cbor(depth - 1).ListOf(major == 5 ? count * 2 : count)
            select (byte[])[.. Head(major, count), .. items.SelectMany(item => item)];
        return Gen.Frequency((1, leaf), (2, nested));
    }

    private static byte[] Head(int major, int length) => length switch
    {
        < 24 => [(byte)(major << 5 | length)],
        < 256 => [(byte)(major << 5 | 24), (byte)length],
        _ => [(byte)(major << 5 | 25), (byte)(length >> 8), (byte)length],
    };

    private static Gen<string> Json(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Elements(Words).Select(word => JsonSerializer.Serialize(word)),
            Gen.Elements("null", "true", "false", "0", "-1e999", "\"\\ud800\"", "\"\\u0000\"", "nul", ""));
        if (depth == 0)
            return leaf;

        var members =
            from count in Gen.Choose(0, 5)
            from names in Gen.Elements(Words).ListOf(count)
            from values in Json(depth - 1).ListOf(count)
            select "{" + string.Join(',', names.Zip(values, (name, value) => JsonSerializer.Serialize(name) + ":" + value)) + "}";
        var list = Json(depth - 1).ListOf(2).Select(items => "[" + string.Join(',', items) + "]");
        return Gen.Frequency((2, leaf), (4, members), (1, list));
    }

    private static byte[] Repeat(byte value, int times) => [.. Enumerable.Repeat(value, times)];
}
