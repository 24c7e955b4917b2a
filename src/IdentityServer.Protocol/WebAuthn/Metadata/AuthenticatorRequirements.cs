using System.Collections.Frozen;

namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>What an administrator demands of the authenticators in a managed group. What is not said is not demanded.</summary>
internal sealed record AuthenticatorRequirements
{
    /// <summary>The models that may be used. Empty: any that is attested. U2F devices have no model number; the empty Guid stands for them.</summary>
    public FrozenSet<Guid> Models { get; init; } = [];

    public CertificationLevel MinimumCertification { get; init; } = CertificationLevel.None;

    public IReadOnlyList<PinnedAnchor> PinnedAnchors { get; init; } = [];

    /// <summary>Warnings that are known and accepted; a revocation never is.</summary>
    public FrozenSet<AuthenticatorStatus> AcceptedWarnings { get; init; } = [];
}
