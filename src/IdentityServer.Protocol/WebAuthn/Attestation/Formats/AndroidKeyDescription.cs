using System.Formats.Asn1;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>The Android Keystore's "KeyDescription" extension, as far as WebAuthn L3 §8.4 looks.</summary>
internal sealed record AndroidKeyDescription(
    ReadOnlyMemory<byte> AttestationChallenge, AndroidAuthorizationList SoftwareEnforced, AndroidAuthorizationList HardwareEnforced)
{
    public static AndroidKeyDescription Read(ReadOnlyMemory<byte> der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var description = reader.ReadSequence();
        reader.ThrowIfNotEmpty();

        description.ReadIntegerBytes();    // attestationVersion
        description.ReadEnumeratedBytes(); // attestationSecurityLevel
        description.ReadIntegerBytes();    // keyMintVersion
        description.ReadEnumeratedBytes(); // keyMintSecurityLevel
        var challenge = description.ReadOctetString();
        description.ReadOctetString();     // uniqueId
        var software = AndroidAuthorizationList.Read(description);
        var hardware = AndroidAuthorizationList.Read(description);
        description.ThrowIfNotEmpty();

        return new(challenge, software, hardware);
    }
}
