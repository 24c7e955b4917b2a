using IdentityServer.Data.Purging;
using IdentityServer.OpenId.Claims;
using IdentityServer.OpenId.Codes;
using IdentityServer.OpenId.Grants;
using IdentityServer.OpenId.Origins;
using IdentityServer.OpenId.Requests;
using IdentityServer.OpenId.UserInfo;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Sessions;
using IdentityServer.Shared.Headers;
using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.OpenId.Tokens;

internal static class TokensSetup
{
    // Longer than any two servers' clocks differ: a row that is gone can no longer refuse.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    private static readonly string[] UserInfoMethods = ["GET", "POST"];

    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddRoomOptions<TokenOptions>("Tokens");
        return services
            .AddSingleton<Subjects>()
            .AddSingleton<AuthorizationCodes>()
            .AddSingleton<RefreshTokens>()
            .AddSingleton<AccessTokenCodec>()
            .AddSingleton<IdTokens>()
            .AddSingleton<TokenIssuer>()
            .AddSingleton<GrantStore>()
            .AddSingleton<GrantLedger>()
            .AddSingleton<IAppAccess, GrantedAccess>()
            .AddSingleton<RevokedTokens>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<ITokenGrant, CodeGrant>()
            .AddSingleton<ITokenGrant, RefreshGrant>()
            .AddSingleton<ITokenGrant, OwnGrant>()
            .AddSingleton<TokenGrants>()
            .AddSingleton<TokenMeter>()
            .AddSingleton<UserInfoAnswer>()
            .AddPurge(new PurgeRule("Grants", "ExpiresAt", Margin))
            .AddPurge(PurgeRule.ByKey("RevokedTokens", "Id", Margin));
    }

    public static IEndpointRouteBuilder MapTokens(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapForClients(Endpoints.Token).MapPost("", TokenEndpoint.AnswerAsync).CallableFromRegisteredOrigins();
        endpoints.MapMethods(Endpoints.UserInfo, UserInfoMethods, UserInfoEndpoint.AnswerAsync).Answers(ResponseKind.Data).CallableFromRegisteredOrigins();
        return endpoints;
    }
}
