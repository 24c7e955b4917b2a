using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.OpenId.Grants;

/// <summary>What a grant says, and will say until it ends.</summary>
internal sealed record GrantTerms
{
    public required byte[] Id { get; init; }

    public required string ClientId { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid SessionId { get; init; }

    public required Access Access { get; init; }

    public required Authentication Authentication { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
