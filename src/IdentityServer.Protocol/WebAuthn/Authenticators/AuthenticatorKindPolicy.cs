using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Authenticators;

/// <summary>Guesses the kind of authenticator from how it can be reached. A guess for a label, nothing more.</summary>
internal static class AuthenticatorKindPolicy
{
    private static readonly string[] OfSecurityKeys = [Transports.Usb, Transports.Nfc, Transports.Ble, Transports.SmartCard];

    public static AuthenticatorKind From(IReadOnlyList<string> transports, AuthenticatorAttachment? attachment) => transports switch
    {
        // A phone is "internal" to itself and "hybrid" to others: who was beside it when the passkey was made decides.
        _ when transports.Contains(Transports.Internal) && transports.Contains(Transports.Hybrid) =>
            attachment is AuthenticatorAttachment.CrossPlatform ? AuthenticatorKind.PhoneOrTablet : AuthenticatorKind.ThisDevice,
        _ when transports.Contains(Transports.Internal) => AuthenticatorKind.ThisDevice,
        _ when transports.Any(OfSecurityKeys.Contains) => AuthenticatorKind.SecurityKey,
        _ when transports.Contains(Transports.Hybrid) => AuthenticatorKind.PhoneOrTablet,
        _ => AuthenticatorKind.Unknown,
    };
}
