using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace IdentityServer.TestKit.SoftAuthenticator;

/// <summary>
/// A registration that would be accepted. Every field can be bent with <c>with</c>, and everything that depends on it
/// (authenticator data, attestation) follows; an override of the finished bytes comes last.
/// </summary>
internal sealed record RegistrationDraft(SoftKey Key, ClientDataDraft Client)
{
    public required string RelyingPartyId { get; init; }
    public required byte Flags { get; init; }
    public required uint Counter { get; init; }
    public required Guid Aaguid { get; init; }
    public required byte[] CredentialId { get; init; }

    /// <summary>The public key as the authenticator data shows it.</summary>
    public required byte[] Cose { get; init; }

    public byte[] Extensions { get; init; } = [];
    public AttestationWriter Attestation { get; init; } = AttestationStatements.None;

    /// <summary>The unsigned envelope: what the browser adds around the signed bytes.</summary>
    public byte[]? Id { get; init; }
    public byte[]? RawId { get; init; }
    public string Type { get; init; } = "public-key";
    public IReadOnlyList<string> Transports { get; init; } = ["hybrid", "internal"];
    public string? Attachment { get; init; } = "platform";
    public bool? Discoverable { get; init; } = true;

    /// <summary>Overrides of finished bytes.</summary>
    public byte[]? ClientDataJson { get; init; }
    public byte[]? AuthenticatorData { get; init; }
    public byte[]? AttestationObject { get; init; }

    public byte[] WriteClientData() => ClientDataJson ?? Client.ToJson();

    public byte[] WriteAuthenticatorData() => AuthenticatorData ?? AuthenticatorDataBytes.Write(
        RelyingPartyId, Flags, Counter, AuthenticatorDataBytes.Credential(Aaguid, CredentialId, Cose), Extensions);

    public byte[] WriteAttestationObject()
    {
        if (AttestationObject is not null)
            return AttestationObject;

        var authenticatorData = WriteAuthenticatorData();
        var (format, statement) = Attestation(Key, authenticatorData, SHA256.HashData(WriteClientData()));
        return AttestationStatements.WriteObject(format, statement, authenticatorData);
    }

    /// <summary>RegistrationResponseJSON.</summary>
    public byte[] ToJson()
    {
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
            json.WriteString("clientDataJSON"u8, Base64Url.EncodeToString(WriteClientData()));
            json.WriteString("attestationObject"u8, Base64Url.EncodeToString(WriteAttestationObject()));
            json.WriteStartArray("transports"u8);
            foreach (var transport in Transports)
                json.WriteStringValue(transport);
            json.WriteEndArray();
            json.WriteEndObject();

            json.WriteStartObject("clientExtensionResults"u8);
            if (Discoverable is { } discoverable)
            {
                json.WriteStartObject("credProps"u8);
                json.WriteBoolean("rk"u8, discoverable);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
