using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Data.Protection;

internal static class ProtectionSetup
{
    public static IServiceCollection AddProtection(this IServiceCollection services) => services
        .AddMasterKey()
        .AddSharedDataProtection();

    private static IServiceCollection AddMasterKey(this IServiceCollection services)
    {
        services.AddRoomOptions<MasterKeyOptions>("MasterKey");
        services.AddSingleton<IPostConfigureOptions<MasterKeyOptions>, DevelopmentKeyFile>();
        services.AddSingleton<IValidateOptions<MasterKeyOptions>, MasterKeyOptionsValidator>();
        services.AddSingleton(Wraps);
        return services
            .AddSingleton<RootKeyStore>()
            .AddSingleton<MasterKeyGate>()
            .AddHostedService(all => all.GetRequiredService<MasterKeyGate>())
            .AddSingleton(all => new MasterKey(() => all.GetRequiredService<MasterKeyGate>().Root));
    }

    private static KeyWraps Wraps(IServiceProvider all)
    {
        var options = all.GetRequiredService<IOptions<MasterKeyOptions>>().Value;
        var contentRoot = all.GetRequiredService<IHostEnvironment>().ContentRootPath;
        KeyFileRights.Check(options, contentRoot, all.GetRequiredService<ILogger<MasterKey>>());
        return KeyWraps.Read(options, contentRoot);
    }

    private static IServiceCollection AddSharedDataProtection(this IServiceCollection services)
    {
        // The name is part of every protected value's purpose: the same on all instances, wherever they are installed.
        services.AddDataProtection().SetApplicationName("IdentityServer");
        services.AddSingleton<DatabaseXmlRepository>();
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseXmlRepository>((options, repository) => options.XmlRepository = repository);
        // It warns that no IXmlEncryptor is set; the repository seals whole elements instead.
        return services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
    }
}
