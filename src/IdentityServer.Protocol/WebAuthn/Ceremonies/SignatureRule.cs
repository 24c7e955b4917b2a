using System.Security.Cryptography;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>The signature over authenticator data and the hash of the client data (WebAuthn L3 §7.2 steps 20 and 21).</summary>
internal static class SignatureRule
{
    private const int UsualLength = 256;

    public static PasskeyRefusal? Check(AuthenticationResponse response, CredentialRecord record, CoseKeyCache keys)
    {
        var length = response.AuthenticatorData.Length + SHA256.HashSizeInBytes;
        var signed = length <= UsualLength ? stackalloc byte[length] : new byte[length];
        response.AuthenticatorData.CopyTo(signed);
        SHA256.HashData(response.ClientDataJson, signed[response.AuthenticatorData.Length..]);

        // A stored key that cannot be used is one whose algorithm has left the table since.
        if (!keys.TryVerify(record.PublicKey, signed, response.Signature, out var valid))
            return PasskeyRefusal.AlgNotAllowed;

        return valid ? null : PasskeyRefusal.BadSignature;
    }
}
