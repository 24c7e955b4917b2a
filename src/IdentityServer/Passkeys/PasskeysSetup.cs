using IdentityServer.Data.Purging;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Enrolment;
using IdentityServer.Passkeys.Managing;
using IdentityServer.Passkeys.Setup;
using IdentityServer.Passkeys.SignIn;
using IdentityServer.Passkeys.StepUp;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Sessions;
using IdentityServer.Shared.Settings;
using IdentityServer.Shared.Welcome;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Passkeys;

internal static class PasskeysSetup
{
    public static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services.AddRoomOptions<PasskeyOptions>("Passkeys");
        services.AddSingleton(new CoseKeyCache(CoseAlgorithms.Standard));
        return services
            .AddPurge(new("Ceremonies", nameof(PendingCeremony.ExpiresAt), keep: TimeSpan.FromHours(1)))
            .AddSingleton<RelyingParty>()
            .AddSingleton<PasskeyStore>()
            .AddSingleton<PasskeySeal>()
            .AddSingleton<CeremonyStore>()
            .AddSingleton<CeremonyLimits>()
            .AddSingleton<CeremonyFunnel>()
            .AddSingleton<AssertionCheck>()
            .AddSingleton<PasskeyUse>()
            .AddSingleton<PasskeyRefusals>()
            .AddSingleton<DecoyPasskeys>()
            .AddSingleton<SignInOptions>()
            .AddSingleton<PasskeySignIn>()
            .AddSingleton<StepUpOptions>()
            .AddSingleton<PasskeyStepUp>()
            .AddSingleton<EnrolmentOptions>()
            .AddSingleton<PasskeyEnrolment>()
            .AddSingleton<NewPasskey>()
            .AddSingleton<PasskeyRemoval>()
            .AddSingleton<IReachableAcr, ReachableByPasskey>()
            .AddSingleton<SetupLinks>()
            .AddSingleton<IWelcomeLine, SetupWelcome>()
            .AddSingleton<IEnrolmentOccasion, SettingsOccasion>()
            .AddSingleton<IEnrolmentOccasion, SetupOccasion>();
    }

    public static IEndpointRouteBuilder MapPasskeys(this IEndpointRouteBuilder endpoints) => endpoints.MapCeremonies();
}
