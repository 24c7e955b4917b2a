using IdentityServer.Data.Purging;
using IdentityServer.OpenId.Claims;
using IdentityServer.OpenId.Codes;
using IdentityServer.Shared.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.OpenId.Tokens;

internal static class TokensSetup
{
    // Longer than any two servers' clocks differ: a row that is gone can no longer refuse.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddRoomOptions<TokenOptions>("Tokens");
        return services
            .AddSingleton<Subjects>()
            .AddSingleton<AuthorizationCodes>()
            .AddPurge(new PurgeRule("Grants", "ExpiresAt", Margin))
            .AddPurge(PurgeRule.ByKey("RevokedTokens", "Id", Margin));
    }
}
