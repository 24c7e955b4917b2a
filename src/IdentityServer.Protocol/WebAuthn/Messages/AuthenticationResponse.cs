using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Messages;

/// <summary>WebAuthn L3 §5.1.8, AuthenticationResponseJSON: what <c>toJSON()</c> gives after <c>get()</c>.</summary>
internal sealed record AuthenticationResponse
{
    public required byte[] CredentialId { get; init; }

    public required byte[] ClientDataJson { get; init; }

    public required byte[] AuthenticatorData { get; init; }

    public required byte[] Signature { get; init; }

    /// <summary>Null when the authenticator kept none; some browsers say that with an empty one.</summary>
    public required byte[]? UserHandle { get; init; }

    public required AuthenticatorAttachment? Attachment { get; init; }

    public static bool TryParse(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out AuthenticationResponse? response) =>
        Untrusted.TryRead(json, Read, out response);

    private static AuthenticationResponse Read(ReadOnlyMemory<byte> json)
    {
        var credential = CredentialEnvelope.Parse(json);
        var response = credential.GetProperty("response");

        return new()
        {
            CredentialId = CredentialEnvelope.ReadId(credential),
            ClientDataJson = response.Bytes("clientDataJSON"),
            AuthenticatorData = response.Bytes("authenticatorData"),
            Signature = response.Bytes("signature"),
            UserHandle = response.OptionalBytes("userHandle") is { Length: > 0 } handle ? handle : null,
            Attachment = CredentialEnvelope.ReadAttachment(credential),
        };
    }
}
