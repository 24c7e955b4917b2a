using System.Text.RegularExpressions;
using IdentityServer.Shared.Settings;
using IdentityServer.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Host;

/// <summary>docs/configuration.md against the options classes: | `key` | type | default | meaning |.</summary>
internal sealed partial class ConfigurationPageTests
{
    [Test]
    public void Every_setting_is_documented_with_its_type_and_default()
    {
        var rows = Rows();

        var missing = Keys().Where(key => !rows.Any(row => row.Key == key.Path && row.Type == key.TypeText && row.Default == Shown(key)));

        Assert.That(missing.Select(key => $"| `{key.Path}` | {key.TypeText} | {Shown(key)} | … |"), Is.Empty);
    }

    [Test]
    public void No_setting_is_documented_that_nothing_reads()
    {
        var keys = Keys().Select(key => key.Path).ToHashSet();

        Assert.That(Rows().Select(row => row.Key).Where(key => !keys.Contains(key)), Is.Empty);
    }

    [Test]
    public void No_setting_is_documented_twice_or_without_a_meaning()
    {
        var rows = Rows();

        Assert.That(rows.Select(row => row.Key), Is.Unique);
        Assert.That(rows.Where(row => row.Meaning.Length < 10), Is.Empty);
    }

    private static SettingKey[] Keys()
    {
        using var host = new TestHost();
        return [.. host.Services.GetServices<SettingsSection>().SelectMany(SettingKey.Of)];
    }

    private static string Shown(SettingKey key) => key.DefaultText is "–" ? "–" : $"`{key.DefaultText}`";

    private static Row[] Rows() =>
    [
        .. Line().Matches(File.ReadAllText(Repository.File("docs/configuration.md")))
            .Select(match => new Row(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value)),
    ];

    [GeneratedRegex(@"^\| `(IdentityServer:[^`]+)` \| (.+?) \| (–|`[^`]+`) \| (.*?) \|$", RegexOptions.Multiline)]
    private static partial Regex Line();

    private sealed record Row(string Key, string Type, string Default, string Meaning);
}
