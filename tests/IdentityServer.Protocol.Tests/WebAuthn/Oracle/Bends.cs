using System.Security.Cryptography;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Oracle;

/// <summary>Ways in which a response can differ from a good one; the first way of each list is not at all.</summary>
internal static class Bends
{
    public static readonly IReadOnlyList<(string Name, Func<RegistrationDraft, RegistrationDraft> Apply)> OfRegistrations =
    [
        ("nothing", draft => draft),
        ("type", draft => draft with { Client = draft.Client with { Type = "webauthn.get" } }),
        ("challenge", draft => draft with { Client = draft.Client with { Challenge = [1] } }),
        ("origin", draft => draft with { Client = draft.Client with { Origin = "https://evil.example" } }),
        ("origin with a slash", draft => draft with { Client = draft.Client with { Origin = Scene.Origin + "/" } }),
        ("framed", draft => draft with { Client = draft.Client with { CrossOrigin = true } }),
        ("top origin", draft => draft with { Client = draft.Client with { TopOrigin = "https://evil.example" } }),
        ("crossOrigin unsaid", draft => draft with { Client = draft.Client with { CrossOrigin = null } }),
        ("relying party", draft => draft with { RelyingPartyId = "other.example" }),
        ("not present", draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.UserPresent) }),
        ("not verified", draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.UserVerified) }),
        ("not eligible", draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.BackupEligible) }),
        ("not backed up", draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.BackedUp) }),
        ("no credential flag", draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.AttestedCredential) }),
        ("extension flag", draft => draft with { Flags = (byte)(draft.Flags | SoftFlags.Extensions) }),
        ("extensions", draft => draft with { Flags = (byte)(draft.Flags | SoftFlags.Extensions), Extensions = [0xa1, 0x61, 0x78, 0xf5] }),
        ("reserved flags", draft => draft with { Flags = (byte)(draft.Flags | 0x22) }),
        ("trailing bytes", draft => draft with { Extensions = [0xa0] }),
        ("counter", draft => draft with { Counter = uint.MaxValue }),
        ("aaguid", draft => draft with { Aaguid = Guid.NewGuid() }),
        ("id of 16 bytes", draft => draft with { CredentialId = RandomNumberGenerator.GetBytes(16) }),
        ("id of 15 bytes", draft => draft with { CredentialId = RandomNumberGenerator.GetBytes(15) }),
        ("no id", draft => draft with { CredentialId = [] }),
        ("id of 1023 bytes", draft => draft with { CredentialId = RandomNumberGenerator.GetBytes(1023) }),
        ("id of 1024 bytes", draft => draft with { CredentialId = RandomNumberGenerator.GetBytes(1024) }),
        ("id differs", draft => draft with { Id = new byte[32] }),
        ("rawId differs", draft => draft with { RawId = new byte[32] }),
        ("type of credential", draft => draft with { Type = "password" }),
        ("attestation format", draft => draft with { Attestation = AttestationStatements.Fixed("nonsense", 0xa0) }),
        ("none with a statement", draft => draft with { Attestation = AttestationStatements.Fixed("none", 0xa1, 0x61, 0x78, 0x01) }),
        ("key of another kind", draft => draft with { Cose = CoseMap.Write((1, 1), (3, -8), (-1, 6), (-2, new byte[32])) }),
        ("key with a key id", draft => draft with { Cose = CoseMap.Write((1, 2), (2, new byte[1]), (3, -7), (-1, 1), (-2, new byte[32]), (-3, new byte[32])) }),
        ("key off the curve", draft => draft with { Cose = CoseMap.Write((1, 2), (3, -7), (-1, 1), (-2, new byte[32]), (-3, new byte[32])) }),
        ("browser says little", draft => draft with { Attachment = null, Discoverable = null, Transports = [] }),
        ("a byte of the client data", draft => draft with { ClientDataJson = Turned(draft.WriteClientData()) }),
        ("a byte of the authenticator data", draft => draft with { AuthenticatorData = Turned(draft.WriteAuthenticatorData()) }),
        ("a byte of the attestation object", draft => draft with { AttestationObject = Turned(draft.WriteAttestationObject()) }),
        ("a shorter attestation object", draft => draft with { AttestationObject = draft.WriteAttestationObject()[..^1] }),
        ("a longer attestation object", draft => draft with { AttestationObject = [.. draft.WriteAttestationObject(), 0] }),
    ];

    public static readonly IReadOnlyList<(string Name, Func<AssertionDraft, AssertionDraft> Apply)> OfAssertions =
    [
        ("nothing", draft => draft),
        ("type", draft => draft with { Client = draft.Client with { Type = "webauthn.create" } }),
        ("challenge", draft => draft with { Client = draft.Client with { Challenge = [1] } }),
        ("origin", draft => draft with { Client = draft.Client with { Origin = "http://id.example" } }),
        ("framed", draft => draft with { Client = draft.Client with { CrossOrigin = true } }),
        ("top origin", draft => draft with { Client = draft.Client with { TopOrigin = Scene.Origin } }),
        ("crossOrigin unsaid", draft => draft with { Client = draft.Client with { CrossOrigin = null } }),
        ("relying party", draft => draft with { RelyingPartyId = "example" }),
        ("not present", draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.UserPresent) }),
        ("not verified", draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.UserVerified) }),
        ("eligible or not", draft => draft with { Flags = (byte)(draft.Flags ^ SoftFlags.BackupEligible) }),
        ("backed up or not", draft => draft with { Flags = (byte)(draft.Flags ^ SoftFlags.BackedUp) }),
        ("credential flag", draft => draft with { Flags = (byte)(draft.Flags | SoftFlags.AttestedCredential) }),
        ("a credential", draft => draft with
        {
            Flags = (byte)(draft.Flags | SoftFlags.AttestedCredential),
            Credential = AuthenticatorDataBytes.Credential(Guid.Empty, draft.CredentialId, draft.Key.Cose),
        }),
        ("extension flag", draft => draft with { Flags = (byte)(draft.Flags | SoftFlags.Extensions) }),
        ("extensions", draft => draft with { Flags = (byte)(draft.Flags | SoftFlags.Extensions), Extensions = [0xa1, 0x61, 0x78, 0xf5] }),
        ("reserved flags", draft => draft with { Flags = (byte)(draft.Flags | 0x22) }),
        ("trailing bytes", draft => draft with { Extensions = [0] }),
        ("counter", draft => draft with { Counter = 1 }),
        ("same counter", draft => draft with { Counter = 5 }),
        ("higher counter", draft => draft with { Counter = 6 }),
        ("another credential", draft => draft with { CredentialId = new byte[32] }),
        ("id differs", draft => draft with { Id = new byte[32] }),
        ("type of credential", draft => draft with { Type = "" }),
        ("no user handle", draft => draft with { UserHandle = null }),
        ("empty user handle", draft => draft with { UserHandle = [] }),
        ("another user handle", draft => draft with { UserHandle = new byte[64] }),
        ("browser says little", draft => draft with { Attachment = null }),
        ("no signature", draft => draft with { Signature = [] }),
        ("longer signature", draft => draft with { Signature = [.. draft.WriteSignature(), 0] }),
        ("a byte of the signature", draft => draft with { Signature = Turned(draft.WriteSignature()) }),
        ("a byte of the client data", draft => draft with { Signature = draft.WriteSignature(), ClientDataJson = Turned(draft.WriteClientData()) }),
        ("a signed byte of the client data", draft => draft with { ClientDataJson = Turned(draft.WriteClientData()) }),
        ("a byte of the authenticator data", draft => draft with { Signature = draft.WriteSignature(), AuthenticatorData = Turned(draft.WriteAuthenticatorData()) }),
        ("a signed byte of the authenticator data", draft => draft with { AuthenticatorData = Turned(draft.WriteAuthenticatorData()) }),
    ];

    private static byte[] Turned(byte[] bytes)
    {
        var turned = (byte[])bytes.Clone();
        turned[RandomNumberGenerator.GetInt32(turned.Length)] ^= (byte)(1 << RandomNumberGenerator.GetInt32(8));
        return turned;
    }
}
