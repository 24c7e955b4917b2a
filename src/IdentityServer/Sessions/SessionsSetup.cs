using IdentityServer.Data.Purging;
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
        services
            .AddPurge(new("Interactions", nameof(Interaction.ExpiresAt), keep: TimeSpan.FromHours(1)))
            // Longer than anything that was issued in a session can still be asked about.
            .AddPurge(new("Sessions", nameof(Session.ExpiresAt), keep: TimeSpan.FromDays(100)));
        services.AddSingleton<SessionStore>().AddSingleton<InteractionStore>().AddSingleton<SessionStart>();
        services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, configureOptions: null);
        services.AddAuthorization();
        return services;
    }

    public static IApplicationBuilder UseSessions(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();
}
