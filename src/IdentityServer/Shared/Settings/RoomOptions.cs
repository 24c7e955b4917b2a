using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Settings;

internal static class RoomOptions
{
    public const string Root = "IdentityServer";

    /// <summary>
    /// Binds a room's options at IdentityServer:{room}, checks their data annotations at start, and makes their keys known.
    /// A rule that spans several settings is an <see cref="IValidateOptions{TOptions}"/> registered beside this call.
    /// </summary>
    public static OptionsBuilder<TOptions> AddRoomOptions<TOptions>(this IServiceCollection services, string room)
        where TOptions : class => services.AddSection<TOptions>($"{Root}:{room}");

    public static OptionsBuilder<TOptions> AddSection<TOptions>(this IServiceCollection services, string path)
        where TOptions : class
    {
        var section = new SettingsSection(path, typeof(TOptions));
        services.AddSingleton(section);
        return services.AddOptions<TOptions>()
            .Configure<IConfiguration>((_, configuration) => UnreadableSettings.Refuse(section, configuration))
            .BindConfiguration(path)
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }
}
