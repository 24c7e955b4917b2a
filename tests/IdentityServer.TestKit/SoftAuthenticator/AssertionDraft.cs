using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace IdentityServer.TestKit.SoftAuthenticator;

/// <summary>An assertion that would be accepted, to be bent with <c>with</c>; it is signed when it is written.</summary>
internal sealed record AssertionDraft(SoftKey Key, ClientDataDraft Client)
{
    public required string RelyingPartyId { get; init; }
    public required byte Flags { get; init; }
    public required uint Counter { get; init; }
    public required byte[] CredentialId { get; init; }
    public required byte[]? UserHandle { get; init; }

    /// <summary>What follows the counter: attested credential data does not belong here, a test may put it there.</summary>
    public byte[] Credential { get; init; } = [];
    public byte[] Extensions { get; init; } = [];

    public byte[]? Id { get; init; }
    public byte[]? RawId { get; init; }
    public string Type { get; init; } = "public-key";
    public string? Attachment { get; init; } = "platform";

    /// <summary>Overrides of finished bytes.</summary>
    public byte[]? ClientDataJson { get; init; }
    public byte[]? AuthenticatorData { get; init; }
    public byte[]? Signature { get; init; }

    public byte[] WriteClientData() => ClientDataJson ?? Client.ToJson();

    public byte[] WriteAuthenticatorData() =>
        AuthenticatorData ?? AuthenticatorDataBytes.Write(RelyingPartyId, Flags, Counter, Credential, Extensions);

    public byte[] WriteSignature() => Signature ?? Sign(WriteAuthenticatorData(), WriteClientData());

    /// <summary>AuthenticationResponseJSON.</summary>
    public byte[] ToJson()
    {
        var clientData = WriteClientData();
        var authenticatorData = WriteAuthenticatorData();
        var signature = Signature ?? Sign(authenticatorData, clientData);

        using var buffer = new MemoryStream(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, Base64Url.EncodeToString(Id ?? CredentialId));
            json.WriteString("rawId"u8, Base64Url.EncodeToString(RawId ?? CredentialId));
            json.WriteString("type"u8, Type);
            if (Attachment is not null)
                json.WriteString("authenticatorAttachment"u8, Attachment);

            json.WriteStartObject("response"u8);
            json.WriteString("clientDataJSON"u8, Base64Url.EncodeToString(clientData));
            json.WriteString("authenticatorData"u8, Base64Url.EncodeToString(authenticatorData));
            json.WriteString("signature"u8, Base64Url.EncodeToString(signature));
            if (UserHandle is not null)
                json.WriteString("userHandle"u8, Base64Url.EncodeToString(UserHandle));
            json.WriteEndObject();

            json.WriteStartObject("clientExtensionResults"u8);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private byte[] Sign(byte[] authenticatorData, byte[] clientData)
    {
        Span<byte> signed = stackalloc byte[512];
        if (authenticatorData.Length + SHA256.HashSizeInBytes > signed.Length)
            signed = new byte[authenticatorData.Length + SHA256.HashSizeInBytes];

        authenticatorData.CopyTo(signed);
        SHA256.HashData(clientData, signed[authenticatorData.Length..]);
        return Key.Sign(signed[..(authenticatorData.Length + SHA256.HashSizeInBytes)]);
    }
}
