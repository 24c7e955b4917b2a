using System.Formats.Cbor;

namespace IdentityServer.TestKit.SoftAuthenticator;

/// <summary>Makes a statement about authenticator data and the hash of the client data.</summary>
/// <returns>The format and the statement as one CBOR value.</returns>
internal delegate (string Format, byte[] Statement) AttestationWriter(SoftKey key, byte[] authenticatorData, byte[] clientDataHash);

internal static class AttestationStatements
{
    public static readonly AttestationWriter None = (_, _, _) => ("none", [0xa0]);

    public static AttestationWriter Fixed(string format, params byte[] statement) => (_, _, _) => (format, statement);

    public static byte[] WriteObject(string format, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> authenticatorData)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString(format);
        writer.WriteTextString("attStmt");
        writer.WriteEncodedValue(statement);
        writer.WriteTextString("authData");
        writer.WriteByteString(authenticatorData);
        writer.WriteEndMap();
        return writer.Encode();
    }
}
