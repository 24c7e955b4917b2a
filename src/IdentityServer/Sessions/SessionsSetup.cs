using IdentityServer.Accounts;
using IdentityServer.Accounts.Email;
using IdentityServer.Accounts.Security;
using IdentityServer.Data.Purging;
using IdentityServer.Sessions.Approvals;
using IdentityServer.Sessions.Devices;
using IdentityServer.Sessions.Ending;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Sessions.Managing;
using IdentityServer.Sessions.Privacy;
using IdentityServer.Sessions.Proofs;
using IdentityServer.Sessions.Repudiation;
using IdentityServer.Sessions.States;
using IdentityServer.Shared.Layouts;
using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
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
            .AddPurge(new("Sessions", nameof(Session.ExpiresAt), keep: TimeSpan.FromDays(100)))
            .AddPurge(new(ActionProofConfiguration.Table, nameof(ActionProof.ExpiresAt), keep: TimeSpan.FromHours(1)))
            .AddPurge(new("KnownBrowsers", nameof(KnownBrowser.LastSeenAt), NewDevices.Memory))
            // As long as somebody may have asked for silence.
            .AddPurge(new(SignInApprovalConfiguration.Table, nameof(SignInApproval.ExpiresAt), ApprovalAudience.Silence + TimeSpan.FromHours(1)))
            .AddPurge(new("RepudiationLinks", nameof(RepudiationLink.ExpiresAt), keep: TimeSpan.FromDays(30)));
        services
            .AddSingleton<SessionStore>()
            .AddSingleton<IFreshProofs>(all => all.GetRequiredService<SessionStore>())
            .AddSingleton<InteractionStore>()
            .AddSingleton<SessionEviction>()
            .AddSingleton<SessionStart>()
            .AddSingleton<SessionEnding>()
            .AddSingleton<ISignInEnd, SignInEnd>()
            .AddSingleton<IOtherSignIns, OtherSignIns>()
            .AddSingleton<SignOutByOperator>()
            .AddSingleton<AccountEnding>()
            .AddSingleton<AccountStates>()
            .AddSingleton<NewDevices>()
            .AddSingleton<OpenWindows>()
            .AddSingleton<PostedForm>()
            .AddSingleton<StepUpDetour>()
            .AddSingleton<ActionProofs>()
            .AddSingleton<CriticalActions>()
            .AddSingleton<RepudiationLinks>()
            .AddSingleton<INotMeLinks>(all => all.GetRequiredService<RepudiationLinks>())
            .AddSingleton<IRepudiationObserver, RepudiatedAddress>()
            .AddSingleton<IRepudiationObserver, RepudiatedCodes>()
            .AddSingleton<Repudiating>()
            .AddSingleton<ApprovalStore>()
            .AddSingleton<ApprovalAudience>()
            .AddSingleton<ApprovalRequest>()
            .AddSingleton<ApprovalAnswer>()
            .AddSingleton<ApprovedSignIn>();
        services.AddPrivacy();
        services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, configureOptions: null);
        services.AddAuthorizationBuilder()
            .AddPolicy(AccountPolicies.Recent, policy => policy.RequireAuthenticatedUser().AddRequirements(new FreshProof(ActionClass.C)))
            .AddPolicy(AccountPolicies.Fresh, policy => policy.RequireAuthenticatedUser().AddRequirements(new FreshProof(ActionClass.B)))
            .AddPolicy(AccountPolicies.Change, policy => policy.RequireAuthenticatedUser().AddRequirements(new FreshProof(ActionClass.B), new NothingOnHold()))
            .AddPolicy(AccountPolicies.Settled, policy => policy.RequireAuthenticatedUser().AddRequirements(new FreshProof(ActionClass.B, Settled: true), new NothingOnHold()))
            .AddPolicy(AccountPolicies.NotOnHold, policy => policy.RequireAuthenticatedUser().AddRequirements(new NothingOnHold()));
        services.AddSingleton<IAuthorizationHandler, FreshProofHandler>().AddSingleton<IAuthorizationHandler, NothingOnHoldHandler>().AddSingleton<IAuthorizationMiddlewareResultHandler, ProofDetour>();
        return services;
    }

    public static IApplicationBuilder UseSessions(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();

    public static IEndpointRouteBuilder MapSessions(this IEndpointRouteBuilder endpoints) => endpoints.MapStay();
}
