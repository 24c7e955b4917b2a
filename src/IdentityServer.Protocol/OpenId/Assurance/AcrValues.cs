namespace IdentityServer.Protocol.OpenId.Assurance;

/// <summary>
/// Authentication context classes, the strongest first. <c>phr</c> and <c>phrh</c> are OpenID Connect EAP ACR Values 1.0.
/// </summary>
internal static class AcrValues
{
    /// <summary>Phishing-resistant, with a key that hardware protects.</summary>
    public const string PhishingResistantHardware = "phrh";

    public const string PhishingResistant = "phr";

    public const string TwoFactors = "urn:idp:loa:2";

    public const string OneFactor = "urn:idp:loa:1";

    public static readonly IReadOnlyList<string> All = [PhishingResistantHardware, PhishingResistant, TwoFactors, OneFactor];
}
