using System.Text.Json;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Options;

/// <summary>
/// WebAuthn L3 §5.4, for <c>parseCreationOptionsFromJSON</c>. What will be verified comes from the ceremony itself, so that
/// nothing is asked for that is not demanded later, and the other way round.
/// </summary>
internal sealed record CreationOptions(RegistrationCeremony Ceremony, string RelyingPartyName, PasskeyUser User)
{
    /// <summary>All passkeys the account has, so that one authenticator does not get two.</summary>
    public required IReadOnlyList<CredentialDescriptor> ExcludeCredentials { get; init; }

    public IReadOnlyList<AuthenticatorHint> Hints { get; init; } = [];

    /// <summary>Left open unless said here or implied by all hints alike, for browsers that do not know hints.</summary>
    public AuthenticatorAttachment? Attachment { get; init; }

    public AttestationConveyance Attestation { get; init; }

    /// <summary>In order of preference; none leaves the choice to the authenticator.</summary>
    public IReadOnlyList<string> AttestationFormats { get; init; } = [];

    public TimeSpan Timeout { get; init; } = OptionsJson.Timeout;

    public string ToJson() => OptionsJson.Write(json =>
    {
        json.WriteStartObject("rp");
        json.WriteString("id", Ceremony.RelyingPartyId);
        json.WriteString("name", RelyingPartyName);
        json.WriteEndObject();

        json.WriteStartObject("user");
        json.WriteBytes("id", User.Handle);
        json.WriteString("name", User.Name);
        json.WriteString("displayName", User.DisplayName);
        json.WriteEndObject();

        json.WriteBytes("challenge", Ceremony.Challenge);
        WriteAlgorithms(json);
        json.WriteNumber("timeout", (long)Timeout.TotalMilliseconds);
        json.WriteDescriptors("excludeCredentials", ExcludeCredentials);
        WriteSelection(json);
        json.WriteTexts("hints", Hints.Select(OptionNames.Of));
        json.WriteString("attestation", OptionNames.Of(Attestation));
        json.WriteTexts("attestationFormats", AttestationFormats);

        // Whether the passkey can be found without an account's name is worth knowing for ever.
        json.WriteStartObject("extensions");
        json.WriteBoolean("credProps", true);
        json.WriteEndObject();
    });

    private void WriteAlgorithms(Utf8JsonWriter json)
    {
        json.WriteStartArray("pubKeyCredParams");
        foreach (var algorithm in Ceremony.Algorithms)
        {
            json.WriteStartObject();
            json.WriteString("type", OptionsJson.PublicKeyType);
            json.WriteNumber("alg", algorithm);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteSelection(Utf8JsonWriter json)
    {
        json.WriteStartObject("authenticatorSelection");
        if ((Attachment ?? ImpliedByHints) is { } attachment)
            json.WriteString("authenticatorAttachment", OptionNames.Of(attachment));
        json.WriteString("residentKey", OptionNames.Of(Ceremony.ResidentKey));

        // For authenticators and browsers of Level 1, which know no "preferred".
        json.WriteBoolean("requireResidentKey", Ceremony.ResidentKey is ResidentKey.Required);
        json.WriteString("userVerification", OptionNames.Of(Ceremony.UserVerification));
        json.WriteEndObject();
    }

    private AuthenticatorAttachment? ImpliedByHints => Hints.Select(Implied).Distinct().ToArray() is [var only] ? only : null;

    private static AuthenticatorAttachment Implied(AuthenticatorHint hint) =>
        hint is AuthenticatorHint.ClientDevice ? AuthenticatorAttachment.Platform : AuthenticatorAttachment.CrossPlatform;
}
