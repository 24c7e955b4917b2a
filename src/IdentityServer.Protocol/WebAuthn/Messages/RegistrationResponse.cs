using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Messages;

/// <summary>WebAuthn L3 §5.1.8, RegistrationResponseJSON: what <c>toJSON()</c> gives after <c>create()</c>.</summary>
internal sealed record RegistrationResponse
{
    public required byte[] CredentialId { get; init; }

    public required byte[] ClientDataJson { get; init; }

    public required byte[] AttestationObject { get; init; }

    public required IReadOnlyList<string> Transports { get; init; }

    public required AuthenticatorAttachment? Attachment { get; init; }

    public required bool? Discoverable { get; init; }

    public static bool TryParse(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out RegistrationResponse? response) =>
        Untrusted.TryRead(json, Read, out response);

    private static RegistrationResponse Read(ReadOnlyMemory<byte> json)
    {
        var credential = CredentialEnvelope.Parse(json);
        var response = credential.GetProperty("response");

        return new()
        {
            CredentialId = CredentialEnvelope.ReadId(credential),
            ClientDataJson = response.Bytes("clientDataJSON"),
            AttestationObject = response.Bytes("attestationObject"),
            Transports = Messages.Transports.Read(response.Optional("transports")),
            Attachment = CredentialEnvelope.ReadAttachment(credential),
            Discoverable = CredentialEnvelope.ReadDiscoverable(credential),
        };
    }
}
