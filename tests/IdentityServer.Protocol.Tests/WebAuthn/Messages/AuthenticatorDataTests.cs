using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Messages;

internal sealed class AuthenticatorDataTests
{
    private static readonly Guid Aaguid = new("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly byte[] Id = [.. Enumerable.Range(1, 16).Select(number => (byte)number)];
    private static readonly byte[] Cose = CoseMap.Write((1, 1), (3, -8), (-1, 6), (-2, new byte[32]));
    private static readonly byte[] Credential = AuthenticatorDataBytes.Credential(Aaguid, Id, Cose);
    private static readonly byte[] Extensions = [0xa1, 0x61, 0x78, 0x01];

    private static readonly object[][] Unreadable =
    [
        ["nothing", Array.Empty<byte>()],
        ["one byte short", Write(0, [], [])[..36]],
        ["one byte long", (byte[])[.. Write(0, [], []), 0]],
        ["a credential without its flag", Write(0, Credential, [])],
        ["the flag of a credential without it", Write(SoftFlags.AttestedCredential, [], [])],
        ["half an AAGUID", Write(SoftFlags.AttestedCredential, Credential[..8], [])],
        ["no length of the id", Write(SoftFlags.AttestedCredential, Credential[..17], [])],
        ["an id that is shorter than it says", Write(SoftFlags.AttestedCredential, Credential[..20], [])],
        ["no key", Write(SoftFlags.AttestedCredential, Credential[..34], [])],
        ["half a key", Write(SoftFlags.AttestedCredential, Credential[..^1], [])],
        ["extensions without their flag", Write(SoftFlags.AttestedCredential, Credential, Extensions)],
        ["the flag of extensions without them", Write(SoftFlags.AttestedCredential | SoftFlags.Extensions, Credential, [])],
        ["extensions before the credential", Write(SoftFlags.AttestedCredential | SoftFlags.Extensions, Extensions, Credential)],
        ["extensions twice", Write(SoftFlags.Extensions, Extensions, Extensions)],
        ["extensions that are a list", Write(SoftFlags.Extensions, [], [0x80])],
        ["extensions that are not sorted", Write(SoftFlags.Extensions, [], [0xa2, 0x61, 0x79, 0x01, 0x61, 0x78, 0x01])],
        ["an extension twice", Write(SoftFlags.Extensions, [], [0xa2, 0x61, 0x78, 0x01, 0x61, 0x78, 0x01])],
        ["extensions with a tag", Write(SoftFlags.Extensions, [], [0xa1, 0x61, 0x78, 0xc0, 0x61, 0x78])],
        ["extensions in extensions in extensions", Write(SoftFlags.Extensions, [], [.. Enumerable.Repeat<byte[]>([0xa1, 0x01], 9).SelectMany(bytes => bytes), 0x01])],
    ];

    [TestCaseSource(nameof(Unreadable))]
    public void What_flags_promise_must_be_there_and_nothing_else(string what, byte[] bytes) =>
        Assert.That(AuthenticatorData.TryParse(bytes, out _), Is.False, what);

    [Test]
    public void Every_field_is_read_from_its_place()
    {
        const byte flags = SoftFlags.UserPresent | SoftFlags.BackupEligible | SoftFlags.AttestedCredential | SoftFlags.Extensions;
        var bytes = AuthenticatorDataBytes.Write("id.example", flags, 0x01020304, Credential, Extensions);

        Assert.That(AuthenticatorData.TryParse(bytes, out var data), Is.True);

        Assert.Multiple(() =>
        {
            Assert.That(data!.RelyingPartyIdHash.ToArray(), Is.EqualTo(bytes[..32]));
            Assert.That(data.Counter, Is.EqualTo(0x01020304));
            Assert.That((data.UserPresent, data.UserVerified, data.BackupEligible, data.BackedUp), Is.EqualTo((true, false, true, false)));
            Assert.That(data.Credential!.Aaguid, Is.EqualTo(Aaguid));
            Assert.That(data.Credential.CredentialId.ToArray(), Is.EqualTo(Id));
            Assert.That(data.Credential.PublicKey.Encoded.ToArray(), Is.EqualTo(Cose));
            Assert.That(data.Extensions!.Value.ToArray(), Is.EqualTo(Extensions));
            Assert.That(data.Encoded.ToArray(), Is.EqualTo(bytes));
        });
    }

    [Test]
    public void The_deepest_extensions_that_are_allowed_are_read()
    {
        byte[] eight = [.. Enumerable.Repeat<byte[]>([0xa1, 0x01], 8).SelectMany(bytes => bytes), 0x01];

        Assert.That(AuthenticatorData.TryParse(Write(SoftFlags.Extensions, [], eight), out _), Is.True);
    }

    private static byte[] Write(byte flags, byte[] credential, byte[] extensions) =>
        AuthenticatorDataBytes.Write("id.example", flags, 0, credential, extensions);
}
