using IdentityServer.Protocol.WebAuthn.Cose;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>A pending <c>create()</c>.</summary>
internal sealed record RegistrationCeremony : Ceremony
{
    /// <summary>
    /// In order of preference. The fully specified identifiers (−9, −19, …) stay out: WebAuthn L3 §5.4 says to offer
    /// these three, and authenticators that know the others know these too.
    /// </summary>
    public static readonly IReadOnlyList<int> OfferedAlgorithms = [CoseAlgorithms.ES256, CoseAlgorithms.EdDsa, CoseAlgorithms.RS256];

    public IReadOnlyList<int> Algorithms { get; init; } = OfferedAlgorithms;

    /// <summary>An automatic upgrade after another sign-in: nobody touched anything, so presence is not demanded.</summary>
    public bool Conditional { get; init; }

    /// <summary>Whether the credential must be usable without naming the account first.</summary>
    public ResidentKey ResidentKey { get; init; } = ResidentKey.Preferred;
}
