using IdentityServer.OpenId.Bearer;
using IdentityServer.OpenId.Grants;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Scopes;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.UserInfo;

/// <summary>OpenID Connect Core §5.3: what the person lets this app know about them, as it is now.</summary>
internal static class UserInfoEndpoint
{
    public static async Task<IResult> AnswerAsync(
        HttpContext http, AccessTokens tokens, ProviderSource providers, GrantStore grants, UserInfoAnswer answer, TimeProvider clock)
    {
        var cancellation = http.RequestAborted;
        var provider = await providers.CurrentAsync(cancellation);
        var (text, error) = await BearerToken.ReadAsync(http, cancellation);
        if (error is not null)
            return BearerError.Of(provider, error);

        if (text is null)
            return BearerError.TokenNeeded(provider);

        var live = await tokens.ReadAsync(text, cancellation);
        if (live is null || !live.Token.IsFor(provider.Issuer))
            return BearerError.Of(provider, ProtocolError.InvalidToken("the access token is not valid here"));

        if (live.Grant is not { } grant || !live.Token.Scopes.Contains(StandardScopes.OpenId))
            return BearerError.Of(provider, ProtocolError.InsufficientScope("the access token does not tell of a person"), StandardScopes.OpenId);

        // An operator may have raised it since the token was issued.
        var demand = new AuthenticationDemand(live.Client.MinimumAcr);
        if (!demand.IsMetBy(grant.Terms.Authentication, clock.GetUtcNow()))
            return BearerError.Insufficient(provider, demand);

        var claims = UserInfoClaims.Of(live, grant, provider);
        var person = await grants.FindPersonAsync(grant.Standing, grant.Terms.AccountId, claims, cancellation);
        return await answer.OfAsync(live, provider, person, claims, cancellation);
    }
}
