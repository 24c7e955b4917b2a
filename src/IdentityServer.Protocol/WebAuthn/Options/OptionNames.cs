using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Options;

/// <summary>How the specification spells its enumerations.</summary>
internal static class OptionNames
{
    public static string Of(UserVerification requirement) => requirement switch
    {
        UserVerification.Required => "required",
        UserVerification.Discouraged => "discouraged",
        _ => "preferred",
    };

    public static string Of(ResidentKey requirement) => requirement switch
    {
        ResidentKey.Required => "required",
        ResidentKey.Discouraged => "discouraged",
        _ => "preferred",
    };

    public static string Of(AttestationConveyance conveyance) => conveyance switch
    {
        AttestationConveyance.Indirect => "indirect",
        AttestationConveyance.Direct => "direct",
        AttestationConveyance.Enterprise => "enterprise",
        _ => "none",
    };

    public static string Of(AuthenticatorHint hint) => hint switch
    {
        AuthenticatorHint.Hybrid => "hybrid",
        AuthenticatorHint.SecurityKey => "security-key",
        _ => "client-device",
    };

    public static string Of(AuthenticatorAttachment attachment) =>
        attachment is AuthenticatorAttachment.Platform ? "platform" : "cross-platform";
}
