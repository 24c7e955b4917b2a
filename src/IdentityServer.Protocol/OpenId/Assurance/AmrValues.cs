namespace IdentityServer.Protocol.OpenId.Assurance;

/// <summary>RFC 8176 §2 and the IANA registry. "face", "fpt" and "pin" are missing: user verification does not say which.</summary>
internal static class AmrValues
{
    public const string ProofOfPossession = "pop";
    public const string HardwareKey = "hwk";
    public const string UserPresence = "user";
    public const string SeveralChannels = "mca";
    public const string SeveralFactors = "mfa";
    public const string Password = "pwd";
    public const string OneTimeCode = "otp";
}
