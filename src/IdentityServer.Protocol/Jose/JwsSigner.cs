using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IdentityServer.Protocol.Jose;

/// <summary>
/// RFC 7515 §7.1 for one key and one <c>typ</c>: the header is encoded once, the token is built in the array it is
/// returned in.
/// </summary>
internal sealed class JwsSigner(SigningKey key, string type)
{
    // Nothing here is ever part of a page: the plus sign of "at+jwt" stays what it is.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] header = EncodeHeader(key, type);

    /// <summary>The compact serialization, in ASCII.</summary>
    public byte[] Sign(ReadOnlySpan<byte> payload)
    {
        var inputLength = header.Length + Base64Url.GetEncodedLength(payload.Length);
        var token = new byte[inputLength + 1 + Base64Url.GetEncodedLength(key.SignatureLength)];
        header.CopyTo(token, 0);
        Base64Url.EncodeToUtf8(payload, token.AsSpan(header.Length));

        Span<byte> signature = stackalloc byte[key.SignatureLength];
        key.Sign(token.AsSpan(0, inputLength), signature);

        token[inputLength] = (byte)'.';
        Base64Url.EncodeToUtf8(signature, token.AsSpan(inputLength + 1));
        return token;
    }

    public string SignToString(ReadOnlySpan<byte> payload) => Encoding.ASCII.GetString(Sign(payload));

    private static byte[] EncodeHeader(SigningKey key, string type)
    {
        var json = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(json, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("alg", key.Algorithm.Name);
            writer.WriteString("typ", type);
            writer.WriteString("kid", key.Kid);
            writer.WriteEndObject();
        }

        return Encoding.ASCII.GetBytes(StrictBase64Url.Encode(json.WrittenSpan) + '.');
    }
}
