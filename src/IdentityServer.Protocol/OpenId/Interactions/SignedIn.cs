using IdentityServer.Protocol.OpenId.Assurance;

namespace IdentityServer.Protocol.OpenId.Interactions;

/// <summary>The session this browser has, as far as an authorization request cares.</summary>
/// <param name="Subject">What this client knows the person by: a pairwise client has its own name for them.</param>
/// <param name="Authentications">Every time they proved themselves in this session.</param>
/// <param name="Reachable">The acr values that the account's own authenticators could reach if asked.</param>
internal sealed record SignedIn(
    Guid AccountId,
    string Subject,
    IReadOnlyList<Authentication> Authentications,
    IReadOnlyList<string> Reachable);
