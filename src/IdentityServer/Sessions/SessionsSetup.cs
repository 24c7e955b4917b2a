using IdentityServer.Accounts;
using IdentityServer.Data.Purging;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Sessions.Managing;
using IdentityServer.Sessions.Proofs;
using IdentityServer.Sessions.States;
using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
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
        services
            .AddSingleton<SessionStore>()
            .AddSingleton<InteractionStore>()
            .AddSingleton<SessionEviction>()
            .AddSingleton<SessionStart>()
            .AddSingleton<SessionEnding>()
            .AddSingleton<AccountEnding>()
            .AddSingleton<AccountStates>();
        services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, configureOptions: null);
        services.AddAuthorizationBuilder()
            .AddPolicy(AccountPolicies.Recent, policy => policy.RequireAuthenticatedUser().AddRequirements(new FreshProof(ActionClass.C)))
            .AddPolicy(AccountPolicies.Fresh, policy => policy.RequireAuthenticatedUser().AddRequirements(new FreshProof(ActionClass.B)));
        services.AddSingleton<IAuthorizationHandler, FreshProofHandler>().AddSingleton<IAuthorizationMiddlewareResultHandler, ProofDetour>();
        return services;
    }

    public static IApplicationBuilder UseSessions(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();
}
