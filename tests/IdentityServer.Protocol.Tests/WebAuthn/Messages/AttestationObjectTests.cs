using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Messages;

internal sealed class AttestationObjectTests
{
    private static readonly byte[] Data = AuthenticatorDataBytes.Write("id.example", SoftFlags.UserPresent, 0, [], []);
    private static readonly byte[] Sound = AttestationStatements.WriteObject("none", [0xa0], Data);

    private static readonly object[][] Unreadable =
    [
        ["nothing", Array.Empty<byte>()],
        ["a list", (byte[])[0x83, .. Sound[1..]]],
        ["two members", (byte[])[0xa2, .. Sound[1..]]],
        ["four members", (byte[])[0xa4, .. Sound[1..]]],
        ["cut off", Sound[..^1]],
        ["something after the end", (byte[])[.. Sound, 0xa0]],
        ["other names", (byte[])[.. Sound[..1], 0x63, .. "fmT"u8, .. Sound[5..]]],
        ["a format that is a number", (byte[])[.. Sound[..5], 0x01, .. Sound[10..]]],
        ["a format that is no UTF-8", (byte[])[.. Sound[..5], 0x61, 0xff, .. Sound[10..]]],
        ["authenticator data that cannot be read", AttestationStatements.WriteObject("none", [0xa0], [.. Data, 0])],
        ["a statement that is too deep", AttestationStatements.WriteObject("none", [.. Enumerable.Repeat((byte)0x81, 9), 0x01], Data)],
    ];

    [TestCaseSource(nameof(Unreadable))]
    public void Other_things_are_not_attestation_objects(string what, byte[] bytes) =>
        Assert.That(AttestationObject.TryParse(bytes, out _), Is.False, what);

    [Test]
    public void The_statement_is_handed_on_as_it_came()
    {
        byte[] statement = [0x82, 0xa1, 0x61, 0x78, 0x41, 0x07, 0xf6];

        Assert.That(AttestationObject.TryParse(AttestationStatements.WriteObject("compound", statement, Data), out var attestation), Is.True);

        Assert.That(attestation!.Format, Is.EqualTo("compound"));
        Assert.That(attestation.Statement.ToArray(), Is.EqualTo(statement));
        Assert.That(attestation.AuthenticatorData.Encoded.ToArray(), Is.EqualTo(Data));
    }
}
