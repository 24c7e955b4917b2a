using IdentityServer.OpenId.Grants;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.OpenId.Tokens;

/// <summary>An access token that works at this moment. Whether it is for the one who got it, that one has to look.</summary>
/// <param name="Grant">None where the client acts for itself.</param>
internal sealed record LiveToken(AccessToken Token, Client Client, GrantInUse? Grant);
