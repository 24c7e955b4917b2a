using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Shared.Settings;

/// <summary>Warns about every key below IdentityServer: that nothing reads: a slip of the pen there silently means "the default".</summary>
internal sealed class UnknownSettings(
    IConfiguration configuration, IEnumerable<SettingsSection> sections, ILogger<UnknownSettings> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellation)
    {
        foreach (var key in Find())
            logger.UnknownSetting(key);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    public IEnumerable<string> Find()
    {
        SettingKey[] known = [.. sections.SelectMany(SettingKey.Of)];
        return
            from setting in configuration.GetSection(RoomOptions.Root).AsEnumerable()
            where setting.Value is not null && !known.Any(key => Reads(key, setting.Key))
            select setting.Key;
    }

    private static bool Reads(SettingKey key, string path) => key.IsCollection
        ? path.StartsWith(key.Path + ":", StringComparison.OrdinalIgnoreCase)
        : path.Equals(key.Path, StringComparison.OrdinalIgnoreCase);
}
