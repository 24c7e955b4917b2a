using System.Formats.Cbor;

namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>Writes an attestation statement from names with numbers, texts, bytes or lists of bytes; null leaves a member out.</summary>
internal static class StatementMap
{
    public static byte[] Write(params (string Name, object? Value)[] members)
    {
        var present = members.Where(member => member.Value is not null).ToList();

        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(present.Count);
        foreach (var (name, value) in present)
        {
            writer.WriteTextString(name);
            WriteValue(writer, value!);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void WriteValue(CborWriter writer, object value)
    {
        switch (value)
        {
            case int number:
                writer.WriteInt32(number);
                break;
            case string text:
                writer.WriteTextString(text);
                break;
            case byte[] bytes:
                writer.WriteByteString(bytes);
                break;
            case IReadOnlyList<byte[]> list:
                writer.WriteStartArray(list.Count);
                foreach (var item in list)
                    writer.WriteByteString(item);
                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException("No statement has such a member.", nameof(value));
        }
    }
}
