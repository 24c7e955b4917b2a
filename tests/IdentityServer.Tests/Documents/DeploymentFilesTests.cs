using System.Diagnostics;
using System.Text.RegularExpressions;
using IdentityServer.Shared.Settings;
using IdentityServer.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Documents;

/// <summary>deploy/ and what docs/deployment.md says about it. No container engine is needed, and none is replaced by this.</summary>
internal sealed partial class DeploymentFilesTests
{
    private const string ImageUser = "1654";

    private static readonly string[] Files = Directory.GetFiles(Repository.File("deploy"), "*", SearchOption.AllDirectories);
    private static readonly string[] ComposeFiles = ["deploy/compose.postgresql.yaml", "deploy/compose.sqlserver.yaml"];
    private static readonly string Page = Read("docs/deployment.md");

    [Test]
    public void Every_setting_in_them_is_one_the_server_reads()
    {
        using var host = new TestHost();
        SettingKey[] known = [.. host.Services.GetServices<SettingsSection>().SelectMany(SettingKey.Of)];

        var used = Files.Select(File.ReadAllText).Append(Page).SelectMany(text => Setting().Matches(text))
            .Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct().ToList();

        Assert.That(used, Has.Count.GreaterThan(5));
        Assert.That(used.Where(path => !known.Any(key => Reads(key, path))), Is.Empty);
    }

    [TestCaseSource(nameof(ComposeFiles))]
    public void Every_secret_that_is_mounted_is_declared_and_made_by_the_page(string file)
    {
        var text = Read(file);
        var declared = DeclaredSecret().Matches(text).Select(match => match.Groups[1].Value).ToList();
        var mounted = MountedSecret().Matches(text).SelectMany(match => match.Groups.Values.Skip(1)).Select(group => group.Value).Where(name => name is not "").Distinct();

        Assert.That(declared, Has.Count.EqualTo(4).And.EquivalentTo(mounted));
        Assert.That(declared.Where(name => !Page.Contains($"secrets/{name}", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(nameof(ComposeFiles))]
    public void A_container_of_ours_can_do_no_more_than_it_must(string file) => Assert.That(Read(file), Does
        .Contain("read_only: true").And.Contain("cap_drop: [ALL]").And.Contain("no-new-privileges:true"));

    [TestCaseSource(nameof(ComposeFiles))]
    public void A_server_is_given_more_time_to_stop_than_it_takes(string file)
    {
        var text = Read(file);
        var drain = TimeSpan.Parse(Drain().Match(text).Groups[1].Value, null);
        var grace = TimeSpan.FromSeconds(int.Parse(Grace().Match(text).Groups[1].Value, null));

        Assert.That(grace, Is.GreaterThan(drain + new IdentityServer.Shared.Edge.EdgeOptions().ShutdownTimeout));
    }

    [Test]
    public void The_image_runs_without_privileges_and_knows_how_it_is()
    {
        var text = Read("deploy/Dockerfile");

        Assert.That(text, Does.Contain("USER $APP_UID").And.Contain("HEALTHCHECK").And.Contain("\"health\"]"));
        Assert.That(Page, Does.Contain($"sudo chown {ImageUser} "));
    }

    [Test, Platform("Linux")]
    public async Task The_unit_is_understood_by_systemd()
    {
        if (!File.Exists("/usr/bin/systemd-analyze"))
            Assert.Ignore("Skipped: systemd-analyze is not installed on this machine.");

        using var verify = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", Repository.File("deploy/systemd/identityserver.service")])
        {
            RedirectStandardError = true,
        })!;
        var complaints = await verify.StandardError.ReadToEndAsync();
        await verify.WaitForExitAsync();

        Assert.That(complaints.Split('\n').Where(line => line.Contains("identityserver.service", StringComparison.Ordinal)), Is.Empty);
    }

    private static string Read(string path) => File.ReadAllText(Repository.File(path));

    private static bool Reads(SettingKey key, string path) =>
        path.Equals(key.Path, StringComparison.Ordinal) || (key.IsCollection && path.StartsWith(key.Path + ":", StringComparison.Ordinal));

    [GeneratedRegex(@"\bIdentityServer(?:__[A-Za-z0-9]+)+")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^  (\w+):\n    file: \./secrets/\1$", RegexOptions.Multiline)]
    private static partial Regex DeclaredSecret();

    [GeneratedRegex(@"secrets: \[(\w+)\]|^    - (\w+)$|- source: (\w+)$", RegexOptions.Multiline)]
    private static partial Regex MountedSecret();

    [GeneratedRegex(@"DrainDelay: ""([\d:]+)""")]
    private static partial Regex Drain();

    [GeneratedRegex(@"stop_grace_period: (\d+)s")]
    private static partial Regex Grace();
}
