namespace IdentityServer.Protocol.OpenId.Assurance;

/// <summary>What each way to prove oneself is worth to apps.</summary>
internal static class AuthenticationPolicy
{
    /// <param name="hardwareProtected">
    /// The key cannot leave its device, and its attestation was verified against the metadata service: a model number
    /// (AAGUID) or a missing backup flag alone proves neither.
    /// </param>
    public static Authentication Passkey(DateTimeOffset at, bool userVerified, bool hardwareProtected) =>
        (userVerified, hardwareProtected) switch
        {
            (true, true) => new(at, AcrValues.PhishingResistantHardware,
                [AmrValues.HardwareKey, AmrValues.ProofOfPossession, AmrValues.UserPresence, AmrValues.SeveralFactors]),
            (true, false) => new(at, AcrValues.PhishingResistant,
                [AmrValues.ProofOfPossession, AmrValues.UserPresence, AmrValues.SeveralFactors]),
            (false, _) => new(at, AcrValues.OneFactor, [AmrValues.ProofOfPossession, AmrValues.UserPresence]),
        };

    public static Authentication Password(DateTimeOffset at) => new(at, AcrValues.OneFactor, [AmrValues.Password]);

    public static Authentication PasswordAndCode(DateTimeOffset at) =>
        new(at, AcrValues.TwoFactors, [AmrValues.Password, AmrValues.OneTimeCode, AmrValues.SeveralFactors]);

    /// <summary>
    /// Somebody signed in elsewhere let this browser in, with a passkey and by the number it showed. Two factors over two
    /// channels, and still open to whoever relays the number: never phishing-resistant.
    /// </summary>
    public static Authentication Approval(DateTimeOffset at) =>
        new(at, AcrValues.TwoFactors, [AmrValues.SeveralChannels, AmrValues.UserPresence, AmrValues.SeveralFactors]);

    /// <summary>A recovery code or a temporary pass: opens our own pages for repair, and no app.</summary>
    public static Authentication Recovery(DateTimeOffset at) => new(at, null, [AmrValues.OneTimeCode]);
}
