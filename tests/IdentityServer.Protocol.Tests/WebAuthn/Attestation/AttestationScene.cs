using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Attestation.Formats;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;

namespace IdentityServer.Protocol.Tests.WebAuthn.Attestation;

/// <summary>An authority, and a registration that carries a statement of its making.</summary>
internal sealed class AttestationScene(int algorithm = -7) : IDisposable
{
    private readonly Scene _scene = new(algorithm);

    public SoftAuthority Authority { get; } = new();

    public Guid Aaguid => _scene.Passkey.Aaguid;

    public AttestationStatement? Verify(AttestationWriter attestation) => Verify(attestation, draft => draft);

    public AttestationStatement? Verify(AttestationWriter attestation, Func<RegistrationDraft, RegistrationDraft> bend)
    {
        var draft = bend(_scene.Registration() with { Attestation = attestation });
        return Verify(draft.WriteAttestationObject(), draft.WriteClientData());
    }

    public static AttestationStatement? Verify(byte[] attestationObject, byte[] clientData) =>
        TryVerify(attestationObject, clientData, out var statement) ? statement : null;

    public static bool TryVerify(byte[] attestationObject, byte[] clientData, [NotNullWhen(true)] out AttestationStatement? statement)
    {
        statement = null;
        if (!AttestationObject.TryParse(attestationObject, out var attestation) || attestation.AuthenticatorData.Credential is null)
            return false;

        var evidence = new AttestationEvidence(
            attestation.Format, attestation.Statement, attestation.AuthenticatorData, SHA256.HashData(clientData));
        var policy = new AttestationPolicy(AttestationFormats.All, (_, _, _) => true);
        return AttestationVerification.TryVerify(evidence, policy, Scene.Now, out statement);
    }

    public void Dispose()
    {
        _scene.Dispose();
        Authority.Dispose();
    }
}
