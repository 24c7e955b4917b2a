namespace IdentityServer.Protocol.OpenId.Claims;

/// <summary>OpenID Connect Core §5.5.1. Only text values matter to us: acr and sub are text.</summary>
internal sealed record RequestedClaim(bool Essential, IReadOnlyList<string> Values)
{
    public static readonly RequestedClaim Voluntary = new(false, []);
}
