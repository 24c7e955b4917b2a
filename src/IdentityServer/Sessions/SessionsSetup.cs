using IdentityServer.Sessions.Interactions;
using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Sessions;

internal static class SessionsSetup
{
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddRoomOptions<SessionOptions>("Sessions");
        services.AddSingleton<SessionStore>().AddSingleton<InteractionStore>().AddSingleton<SessionStart>();
        services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, configureOptions: null);
        services.AddAuthorization();
        return services;
    }

    public static IApplicationBuilder UseSessions(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();
}
