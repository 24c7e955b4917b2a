using IdentityServer.Protocol.WebAuthn.Ceremonies;

namespace IdentityServer.Protocol.WebAuthn.Options;

/// <summary>WebAuthn L3 §5.5, for <c>parseRequestOptionsFromJSON</c>. All of it is what the ceremony will verify, but for the hints.</summary>
internal sealed record RequestOptions(AuthenticationCeremony Ceremony)
{
    public IReadOnlyList<AuthenticatorHint> Hints { get; init; } = [];

    public TimeSpan Timeout { get; init; } = OptionsJson.Timeout;

    public string ToJson() => OptionsJson.Write(json =>
    {
        json.WriteBytes("challenge", Ceremony.Challenge);
        json.WriteNumber("timeout", (long)Timeout.TotalMilliseconds);
        json.WriteString("rpId", Ceremony.RelyingPartyId);
        json.WriteDescriptors("allowCredentials", Ceremony.AllowedCredentials);
        json.WriteString("userVerification", OptionNames.Of(Ceremony.UserVerification));
        json.WriteTexts("hints", Hints.Select(OptionNames.Of));
    });
}
