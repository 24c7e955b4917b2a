using IdentityServer.Data;
using IdentityServer.OpenId.Claims;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Tokens;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Tokens;

/// <summary>The one place where tokens are made. It decides nothing: whoever orders has checked.</summary>
internal sealed class TokenIssuer(
    AccessTokenCodec accessTokens, IdTokens idTokens, RefreshTokens refreshTokens, Subjects subjects, IOptions<TokenOptions> options)
{
    public async ValueTask<IssuedTokens> IssueAsync(TokenOrder order, CancellationToken cancellation)
    {
        // Tokens count whole seconds.
        var now = DateTimeOffset.FromUnixTimeSeconds(order.Request.Now.ToUnixTimeSeconds());
        var subject = order.Grant is { } person ? subjects.Of(person.AccountId, order.Client) : order.Client.ClientId;
        var content = AccessTokenOf(order, subject, now);
        var accessToken = await accessTokens.WriteAsync(content, FormatOf(order), cancellation);

        return new(accessToken, content.ExpiresAt - now, order.Access.Scopes)
        {
            IdToken = order.Grant is { Access.IsOpenId: true } grant
                ? await idTokens.WriteAsync(order, grant, subject, accessToken, now, cancellation) : null,
            RefreshToken = order.RefreshToken is { } refreshToken ? refreshTokens.Write(refreshToken) : null,
        };
    }

    private AccessToken AccessTokenOf(TokenOrder order, string subject, DateTimeOffset now) => new()
    {
        Issuer = order.Request.Provider.Issuer,
        Subject = subject,
        ClientId = order.Client.ClientId,
        Audience = AccessTokenRules.AudienceOf(order.Access, order.Request.Provider),
        Scopes = order.Access.Scopes,
        IssuedAt = now,
        ExpiresAt = Earlier(now + options.Value.LifetimesOf(order.Client).AccessToken, order.Grant?.ExpiresAt),
        Id = Handle.New(order.Request.Now).ToString(), // RFC 6749 §10.10; and to the millisecond, which iat cannot say
        GrantId = order.Grant is null ? null : StrictBase64Url.Encode(order.Grant.Id),
        Authentication = order.Grant?.Authentication,
        Person = order.Person,
        PersonClaims = order.ApiClaims,
    };

    private AccessTokenFormat FormatOf(TokenOrder order) =>
        AccessTokenRules.FormatOf(order.Access, order.Client, order.Request.Provider, options.Value.AccessTokenFormat);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}
