using IdentityServer.Audit.Reading;
using IdentityServer.Audit.Sealing;
using IdentityServer.Audit.Shipping;
using IdentityServer.Audit.Verification;
using IdentityServer.Data.Jobs;
using IdentityServer.Shared.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Audit;

internal static class AuditSetup
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddRoomOptions<AuditOptions>("Audit");
        services.AddHttpContextAccessor();
        return services
            .AddSingleton<AuditOrigin>()
            .AddSingleton<AuditReferences>()
            .AddSingleton<AuditSignature>()
            .AddSingleton<PolicyVersion>()
            .AddSingleton<AuditRecorder>()
            .AddSingleton<AuditTrail>()
            .AddSingleton<AuditReader>()
            .AddSealing();
    }

    private static IServiceCollection AddSealing(this IServiceCollection services) => services
        .AddSingleton<SealSignature>()
        .AddSingleton<SealStore>()
        .AddSingleton<SealWindows>()
        .AddSingleton<LateRows>()
        .AddSingleton<Sealer>()
        .AddSingleton<AuditVerification>()
        .AddJob<SealingJob>()
        .AddJob<ShippingJob>()
        .AddJob<RetentionJob>();
}
