using System.Security.Cryptography;
using System.Text;
using IdentityServer.Data.Protection;
using IdentityServer.Shared.Settings;
using Microsoft.Extensions.Configuration;

namespace IdentityServer.Audit;

/// <summary>
/// Which settings were in force: eight characters that change when a setting does and that all instances with the same
/// settings share. Keyed, because settings can be secret and short.
/// </summary>
internal sealed class PolicyVersion(IConfiguration configuration, MasterKey master)
{
    // Where things are kept differs between instances and decides about nobody.
    private static readonly string[] NotPolicy = ["Database", "DataDirectory", "MasterKey", "Telemetry"];

    private readonly Lazy<string> current = new(() => Compute(configuration, master.Derive("audit policy")), LazyThreadSafetyMode.PublicationOnly);

    public string Current => current.Value;

    private static string Compute(IConfiguration configuration, byte[] key)
    {
        var settings = configuration.GetSection(RoomOptions.Root).AsEnumerable(makePathsRelative: true)
            .Where(setting => setting.Value is not null && !NotPolicy.Contains(setting.Key.Split(':')[0], StringComparer.OrdinalIgnoreCase))
            .Select(setting => $"{setting.Key.ToUpperInvariant()}={setting.Value}\n")
            .Order(StringComparer.Ordinal);

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Concat(settings))))[..8];
    }
}
