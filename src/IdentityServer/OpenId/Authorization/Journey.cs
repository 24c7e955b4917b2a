using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Sessions.Interactions;

namespace IdentityServer.OpenId.Authorization;

/// <summary>One authorization request on its way to its one answer.</summary>
internal sealed record Journey(AuthorizationRequest Request)
{
    /// <summary>The row of a pushed request: whoever answers takes it.</summary>
    public byte[]? PushedId { get; init; }

    /// <summary>Where the person had to do something first; null as long as the request has just arrived.</summary>
    public Interaction? Interaction { get; init; }

    public Progress? Progress { get; init; }
}
