using IdentityServer.OpenId.Bearer;
using IdentityServer.OpenId.Grants;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId.Scopes;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.UserInfo;

/// <summary>OpenID Connect Core §5.3: what the person lets this app know about them, as it is now.</summary>
internal static class UserInfoEndpoint
{
    public static async Task<IResult> AnswerAsync(
        HttpContext http, AccessTokens tokens, ProviderSource providers, GrantStore grants, UserInfoAnswer answer)
    {
        var cancellation = http.RequestAborted;
        var (text, error) = await BearerToken.ReadAsync(http, cancellation);
        if (error is not null)
            return BearerError.Of(error);

        if (text is null)
            return BearerError.TokenNeeded;

        var provider = await providers.CurrentAsync(cancellation);
        var live = await tokens.ReadAsync(text, cancellation);
        if (live is null || !live.Token.IsFor(provider.Issuer))
            return BearerError.Of(ProtocolError.InvalidToken("the access token is not valid here"));

        if (live.Grant is not { } grant || !live.Token.Scopes.Contains(StandardScopes.OpenId))
            return BearerError.Of(ProtocolError.InsufficientScope("the access token does not tell of a person"), StandardScopes.OpenId);

        var claims = UserInfoClaims.Of(live, grant, provider);
        var person = await grants.FindPersonAsync(grant.Standing, grant.Terms.AccountId, claims, cancellation);
        return await answer.OfAsync(live, provider, person, claims, cancellation);
    }
}
