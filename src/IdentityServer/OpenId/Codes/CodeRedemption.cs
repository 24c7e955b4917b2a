using IdentityServer.OpenId.Tokens;

namespace IdentityServer.OpenId.Codes;

/// <summary>A code of ours in the hands of a client that has proven who it is.</summary>
internal sealed record CodeRedemption(AuthorizationCode Code, TokenRequest Request);
