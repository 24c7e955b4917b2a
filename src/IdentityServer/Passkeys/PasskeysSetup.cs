using IdentityServer.Accounts.Importing;
using IdentityServer.Accounts.Privacy;
using IdentityServer.Accounts.Security;
using IdentityServer.Data.Jobs;
using IdentityServer.Data.Purging;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Enrolment;
using IdentityServer.Passkeys.Importing;
using IdentityServer.Passkeys.Managing;
using IdentityServer.Passkeys.Pairing;
using IdentityServer.Passkeys.Passwords;
using IdentityServer.Passkeys.Passwords.SwitchOff;
using IdentityServer.Passkeys.Pinning;
using IdentityServer.Passkeys.Returning;
using IdentityServer.Passkeys.Setup;
using IdentityServer.Passkeys.SignIn;
using IdentityServer.Passkeys.SignUp;
using IdentityServer.Passkeys.StepUp;
using IdentityServer.Passkeys.Trust;
using IdentityServer.Passkeys.WellKnown;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Metadata;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Repudiation;
using IdentityServer.Shared.Settings;
using IdentityServer.Shared.Welcome;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys;

internal static class PasskeysSetup
{
    public static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services.AddRoomOptions<PasskeyOptions>("Passkeys");
        services.AddSingleton<IValidateOptions<PasskeyOptions>, PasskeyOptionsValidator>();
        services.AddSingleton(new CoseKeyCache(CoseAlgorithms.Standard));
        services.AddSingleton<RelyingPartyGate>().AddHostedService(all => all.GetRequiredService<RelyingPartyGate>());
        return services
            .AddPurge(new("Ceremonies", nameof(PendingCeremony.ExpiresAt), keep: TimeSpan.FromHours(1)))
            .AddTrust()
            .AddSingleton<RelyingParty>()
            .AddSingleton<PasskeyStore>()
            .AddSingleton<PasskeySeal>()
            .AddSingleton<PasskeyTrail>()
            .AddSingleton<PasskeyNaming>()
            .AddSingleton<CeremonyStore>()
            .AddSingleton<CeremonyLimits>()
            .AddSingleton<CeremonyTrail>()
            .AddSingleton<CeremonyFunnel>()
            .AddSingleton<BrowserCapabilities>()
            .AddSingleton<Acquaintance>()
            .AddSingleton<PresentedPasskeys>()
            .AddSingleton<AssertionCheck>()
            .AddSingleton<PasskeyUse>()
            .AddSingleton<PasskeySession>()
            .AddSingleton<PasskeySuspicion>()
            .AddSingleton<PasskeyRefusals>()
            .AddSingleton<DecoyPasskeys>()
            .AddSingleton<NameStep>()
            .AddSingleton<ReturningCookie>()
            .AddSingleton<KnownHere>()
            .AddSingleton<SignInOptions>()
            .AddSingleton<AfterSignIn>()
            .AddSingleton<PasskeySignIn>()
            .AddSingleton<ConfirmerCheck>()
            .AddSingleton<StepUpOptions>()
            .AddSingleton<PasskeyStepUp>()
            .AddSingleton<EnrolmentOptions>()
            .AddSingleton<SessionOwner>()
            .AddSingleton<RegistrationCheck>()
            .AddSingleton<EnrolmentNews>()
            .AddSingleton<EnrolmentUnit>()
            .AddSingleton<PasskeyEnrolment>()
            .AddSingleton<NewPasskey>()
            .AddSingleton<PasskeyRemoval>()
            .AddSingleton<PasskeyReactivation>()
            .AddSingleton<IPersonalData, PasskeyPersonalData>()
            .AddSingleton<IRepudiationObserver, RepudiatedPasskeys>()
            .AddSingleton<IReachableAcr, ReachableByPasskey>()
            .AddSingleton<IReachableAcr, ReachableByPassword>()
            .AddSingleton<IImportedPart, ImportedPasskeys>()
            .AddPurge(new(HalfSignIn.Table, nameof(HalfSignIn.ExpiresAt), keep: TimeSpan.FromHours(1)))
            .AddSingleton<PasswordSignIn>()
            .AddSingleton<RightPassword>()
            .AddSingleton<PasswordUse>()
            .AddSingleton<PasswordSession>()
            .AddSingleton<PasswordRefusals>()
            .AddSingleton<SwitchOffReadinessCheck>()
            .AddSingleton<PasswordSwitch>()
            .AddSingleton<SwitchOffReview>()
            .AddSingleton<SwitchOffCampaign>()
            .AddSingleton<SignInSplits>()
            .AddSingleton<PasswordReporting>()
            .AddJob<SwitchOffJob>()
            .AddSingleton<SecondFactors>()
            .AddSingleton<HalfSignInStore>()
            .AddSingleton<SecondHalf>()
            .AddSingleton<CodeSignIn>()
            .AddSingleton<SheetSignIn>()
            .AddSingleton<IRepudiationObserver, RepudiatedAuthenticator>()
            .AddSingleton<PasskeyOffers>()
            .AddSingleton<IOwnedPasskeys>(all => all.GetRequiredService<PasskeyOffers>())
            .AddSingleton<IEnrolmentOccasion, PasswordOccasion>()
            .AddPurge(new(PasskeyPairingConfiguration.Table, nameof(PasskeyPairing.ExpiresAt), keep: TimeSpan.FromHours(1)))
            .AddSingleton<PairingStore>()
            .AddSingleton<PairingSecrets>()
            .AddSingleton<Pairings>()
            .AddSingleton<PairingClaim>()
            .AddSingleton<PairingCode>()
            .AddSingleton<IEnrolmentOccasion, PairingOccasion>()
            .AddSingleton<SetupLinks>()
            .AddSingleton<IWelcomeLine, SetupWelcome>()
            .AddSingleton<IEnrolmentOccasion>(all => ActivatorUtilities.CreateInstance<SettingsOccasion>(all, PasskeyOrigin.Settings))
            .AddSingleton<IEnrolmentOccasion>(all => ActivatorUtilities.CreateInstance<SettingsOccasion>(all, PasskeyOrigin.OtherDevice))
            .AddSingleton<IEnrolmentOccasion, SetupOccasion>()
            .AddPurge(new("SignUpLinks", nameof(SignUpLink.ExpiresAt), keep: TimeSpan.FromDays(1)))
            .AddSingleton<SignUpLinks>()
            .AddSingleton<SignUpPermits>()
            .AddSingleton<IEnrolmentOccasion, SignUpOccasion>()
            .AddSingleton<ConditionalOccasion>()
            .AddSingleton<IEnrolmentOccasion>(all => all.GetRequiredService<ConditionalOccasion>());
    }

    private static IServiceCollection AddTrust(this IServiceCollection services) => services
        .AddSingleton(MetadataSource.FidoAlliance)
        .AddSingleton<MetadataStore>()
        .AddSingleton<MetadataDelivery>()
        .AddSingleton<AuthenticatorDemands>()
        .AddSingleton<ManagedGroups>()
        .AddSingleton<EnrolmentPolicies>()
        .AddSingleton<PasskeyReview>()
        .AddSingleton<PasskeyVerdict>()
        .AddSingleton<MetadataIntake>()
        .AddJob<MetadataJob>();

    public static IEndpointRouteBuilder MapPasskeys(this IEndpointRouteBuilder endpoints) => endpoints.MapCeremonies().MapPasskeyWellKnowns();
}
