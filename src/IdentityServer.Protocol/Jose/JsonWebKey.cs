using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace IdentityServer.Protocol.Jose;

/// <summary>
/// RFC 7517: a public key. There is no place for a private member, so none can be written by accident. The parameters
/// are strict base64url of the proper length; whether they are a usable key is known once they are imported.
/// </summary>
internal abstract record JsonWebKey
{
    public string? Kid { get; init; }
    public string? Use { get; init; }
    public string? Alg { get; init; }

    /// <summary>RFC 7517 §4.2 and §4.3: neither <c>use</c> nor <c>key_ops</c> forbids it.</summary>
    public bool MayVerify { get; init; } = true;

    public abstract string KeyType { get; }

    /// <summary>The members RFC 7638 §3.2 names, in its order.</summary>
    protected abstract IReadOnlyList<(string Name, string Value)> Required { get; }

    /// <summary>Type, curve, purpose and, where the key names one, the algorithm agree.</summary>
    public bool Fits(SignatureAlgorithm algorithm) =>
        MayVerify
        && KeyType == algorithm.KeyType
        && (this as EcJsonWebKey)?.Curve == algorithm.Curve
        && (Alg is null || Alg == algorithm.Name);

    /// <summary>RFC 7638 with SHA-256.</summary>
    public string Thumbprint()
    {
        var canonical = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(canonical))
        {
            writer.WriteStartObject();
            WriteRequired(writer);
            writer.WriteEndObject();
        }

        return StrictBase64Url.Encode(SHA256.HashData(canonical.WrittenSpan));
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteRequired(writer);
        WriteOptional(writer, "kid", Kid);
        WriteOptional(writer, "use", Use);
        WriteOptional(writer, "alg", Alg);
        writer.WriteEndObject();
    }

    private void WriteRequired(Utf8JsonWriter writer)
    {
        foreach (var (name, value) in Required)
            writer.WriteString(name, value);
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
