using System.Runtime.Versioning;
using System.Security.Cryptography;
using IdentityServer.Data.Protection;
using IdentityServer.Shared;
using IdentityServer.TestKit;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Data.Protection;

internal sealed class MasterKeyOptionsTests
{
    private TemporaryDirectory directory = null!;

    [SetUp]
    public void Create() => directory = new();

    [TearDown]
    public void Delete() => directory.Dispose();

    [TestCase("Production")]
    [TestCase("Staging")]
    [TestCase("Porduction")]
    public void A_server_without_a_master_key_does_not_start_and_says_what_to_set(string environment)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Options(environment, new()));

        Assert.That(fault.Message, Does.Contain("openssl rand -base64 32").And.Contain("IdentityServer:MasterKey:File"));
        Assert.That(Directory.EnumerateFileSystemEntries(directory.Path), Is.Empty);
    }

    [Test]
    public void A_former_key_that_cannot_be_read_is_named_by_its_place_in_the_list()
    {
        var options = new MasterKeyOptions { Value = NewSecret(), Former = [new() { Value = NewSecret() }, new() { File = "lost.key" }] };

        Assert.That(() => Options("Production", options), Throws.InstanceOf<OptionsValidationException>()
            .With.Message.StartsWith("IdentityServer:MasterKey:Former:1 cannot be read"));
    }

    [Test]
    public void Development_makes_a_key_file_that_only_its_owner_can_read()
    {
        var options = Options("Development", new());

        Assert.That(options.File, Is.EqualTo(directory.File("data/master.key")));
        Assert.That(Convert.FromBase64String(File.ReadAllText(options.File!)), Has.Length.EqualTo(32).And.Some.Not.Zero);
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(options.File!), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void Development_keeps_the_key_it_has()
    {
        var before = File.ReadAllText(Options("Development", new()).File!);

        Assert.That(File.ReadAllText(Options("Development", new()).File!), Is.EqualTo(before));
    }

    [Test]
    public void Servers_that_start_together_in_development_share_one_whole_key()
    {
        var seen = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(16)
            .Select(_ => File.ReadAllText(Options("Development", new()).File!)).ToList();

        Assert.That(seen.Distinct().Count(), Is.EqualTo(1));
        Assert.That(Directory.GetFiles(directory.File("data")), Has.Length.EqualTo(1));
    }

    [Test]
    public void Development_makes_no_file_where_a_key_is_set()
    {
        Options("Development", new() { Value = NewSecret() });

        Assert.That(Directory.EnumerateFileSystemEntries(directory.Path), Is.Empty);
    }

    [TestCase(UnixFileMode.UserRead, 0)]
    [TestCase(UnixFileMode.UserRead | UnixFileMode.UserWrite, 0)]
    [TestCase(UnixFileMode.UserRead | UnixFileMode.GroupRead, 1)]
    [TestCase(UnixFileMode.UserRead | UnixFileMode.OtherRead, 1)]
    [TestCase(UnixFileMode.UserRead | UnixFileMode.OtherWrite, 1)]
    [Platform(Exclude = "Win"), UnsupportedOSPlatform("windows")]
    public void A_key_file_that_others_can_open_is_warned_about(UnixFileMode mode, int warnings)
    {
        File.WriteAllText(directory.File("master.key"), NewSecret());
        File.SetUnixFileMode(directory.File("master.key"), mode);
        var log = new FakeLogger();

        KeyFileRights.Check(new() { Value = NewSecret(), Former = [new() { File = "master.key" }] }, directory.Path, log);

        Assert.That(log.Messages, Has.Count.EqualTo(warnings).And.All.StartsWith(directory.File("master.key")));
    }

    private MasterKeyOptions Options(string environment, MasterKeyOptions options)
    {
        var host = new HostingEnvironment { EnvironmentName = environment, ContentRootPath = directory.Path };
        new DevelopmentKeyFile(host, Microsoft.Extensions.Options.Options.Create(new ServerOptions())).PostConfigure("", options);

        var outcome = new MasterKeyOptionsValidator(host).Validate("", options);
        return outcome.Succeeded ? options : throw new OptionsValidationException("", typeof(MasterKeyOptions), outcome.Failures);
    }

    private static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretKeyWrap.KeyLength));
}
