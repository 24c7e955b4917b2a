using System.Formats.Cbor;

namespace IdentityServer.TestKit.SoftAuthenticator;

/// <summary>Writes a COSE key, sound or not, from labels with numbers or bytes.</summary>
internal static class CoseMap
{
    public static byte[] Write(params (int Label, object Value)[] entries)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(entries.Length);
        foreach (var (label, value) in entries)
        {
            writer.WriteInt32(label);
            if (value is byte[] bytes)
                writer.WriteByteString(bytes);
            else
                writer.WriteInt32((int)value);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }
}
