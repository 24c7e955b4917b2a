using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Tokens;

/// <summary>RFC 6749 §4.4: a client acts for itself. Nothing is read and nothing kept; there is no refresh token.</summary>
internal sealed class OwnGrant(TokenIssuer issuer, AuditTrail audit, IOptions<TokenOptions> options) : ITokenGrant
{
    public string GrantType => GrantTypes.ClientCredentials;

    public async Task<TokenOutcome> AnswerAsync(TokenRequest request, CancellationToken cancellation)
    {
        if (request.Client.IsPublic)
            return TokenRefusal.PublicClient;

        if (!OwnAccess.TryOf(request.Client, request.Scopes, request.Resources, request.Provider.Catalog, out var access, out var error))
            return (TokenRefusal)error;

        var tokens = await issuer.IssueAsync(new(request) { Access = access }, cancellation);
        if (options.Value.AuditClientTokens)
            await audit.WriteAsync(EntryFor(request, access), CancellationToken.None);

        return tokens;
    }

    private static AuditEntry EntryFor(TokenRequest request, Access access) => new(OpenIdEvents.TokenIssued, Actor.Client(request.Client.ClientId))
    {
        Details = new JsonObject { ["scopes"] = string.Join(' ', access.Scopes) },
    };
}
