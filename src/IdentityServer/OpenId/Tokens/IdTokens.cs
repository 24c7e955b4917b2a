using System.Text;
using IdentityServer.OpenId.Grants;
using IdentityServer.OpenId.Keys;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Tokens;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Tokens;

/// <summary>Writes ID tokens, each with the algorithm its client registered.</summary>
internal sealed class IdTokens(SigningKeys keys, IOptions<TokenOptions> options)
{
    public async ValueTask<string> WriteAsync(
        TokenOrder order, GrantTerms grant, string subject, string accessToken, DateTimeOffset now, CancellationToken cancellation)
    {
        var algorithm = SignatureAlgorithm.Find(order.Client.IdTokenAlgorithm)!; // a registration rule
        var token = new IdToken
        {
            Issuer = order.Request.Provider.Issuer,
            Subject = subject,
            ClientId = order.Client.ClientId,
            IssuedAt = now,
            ExpiresAt = now + options.Value.LifetimesOf(order.Client).IdToken,
            Authentication = grant.Authentication,
            SessionId = grant.SessionId.ToString(),
            AccessTokenHash = algorithm.LeftHalfHash(Encoding.ASCII.GetBytes(accessToken)),
            Nonce = order.Nonce,
            Person = order.Person,
            PersonClaims = grant.Access.IdTokenClaims,
        };

        var key = await keys.CurrentAsync(algorithm, cancellation);
        return key.For(TokenTypes.IdToken).SignToString(JsonBytes.Write(token, static (json, token) => token.WriteTo(json)));
    }
}
