using System.Formats.Cbor;

namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>Several statements about one credential, WebAuthn L3 §8.9.</summary>
internal sealed record CompoundMaker(params AttestationWriter[] Parts)
{
    public (string Format, byte[] Statement) Write(SoftKey key, byte[] authenticatorData, byte[] clientDataHash)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartArray(Parts.Length);
        foreach (var part in Parts)
        {
            var (format, statement) = part(key, authenticatorData, clientDataHash);
            writer.WriteStartMap(2);
            writer.WriteTextString("fmt");
            writer.WriteTextString(format);
            writer.WriteTextString("attStmt");
            writer.WriteEncodedValue(statement);
            writer.WriteEndMap();
        }

        writer.WriteEndArray();
        return ("compound", writer.Encode());
    }
}
