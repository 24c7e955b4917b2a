using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Messages;

/// <summary>WebAuthn L3 §6.5: a new credential and, in a format of its own, what somebody vouches for about it.</summary>
/// <param name="Statement">One canonical CBOR value; its shape belongs to the format.</param>
internal sealed record AttestationObject(string Format, ReadOnlyMemory<byte> Statement, AuthenticatorData AuthenticatorData)
{
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out AttestationObject? attestation) =>
        Untrusted.TryRead(bytes, Read, out attestation);

    private static AttestationObject Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = CanonicalCbor.Reader(bytes);

        reader.ReadStartMap(3);
        reader.ReadName("fmt");
        var format = reader.ReadTextString();
        reader.ReadName("attStmt");
        var statement = reader.ReadAny(bytes);
        reader.ReadName("authData");
        var authenticatorData = AuthenticatorData.Read(reader.ReadByteString());
        reader.ReadEndMap();
        reader.RequireEnd();

        return new(format, statement, authenticatorData);
    }
}
