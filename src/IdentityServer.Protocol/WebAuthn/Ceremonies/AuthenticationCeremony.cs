using IdentityServer.Protocol.WebAuthn.Options;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>A pending <c>get()</c>.</summary>
internal sealed record AuthenticationCeremony : Ceremony
{
    /// <summary>The credentials that were offered; none means any discoverable one.</summary>
    public IReadOnlyList<CredentialDescriptor> AllowedCredentials { get; init; } = [];

    /// <summary>The account that was known before the ceremony; null for an anonymous sign-in.</summary>
    public byte[]? UserHandle { get; init; }
}
