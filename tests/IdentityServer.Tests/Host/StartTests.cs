using System.Net;
using System.Net.Sockets;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.Host;

[Category("Slow")]
internal sealed class StartTests
{
    private TemporaryDirectory data;

    [SetUp]
    public void Prepare() => data = new();

    [TearDown]
    public void CleanUp() => data.Dispose();

    [Test]
    public void Settings_that_cannot_be_are_answered_with_all_faults_and_no_stack_trace()
    {
        var refusal = Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.StartAsync(
            data.Path, port: 0, "--environment=Production", "--IdentityServer:Issuer=http://id.example.com"));

        Assert.That(refusal.Message, Does.Contain("(78)").And.Contain("invalid_configuration: "));
        Assert.That(refusal.Message, Does
            .Contain("IdentityServer:Issuer").And.Contain("IdentityServer:RelyingPartyId").And.Contain("IdentityServer:MasterKey").And.Contain("IdentityServer:Notifications"));
        Assert.That(refusal.Message, Does.Not.Contain("   at "));
    }

    [Test]
    public void A_port_in_use_is_answered_with_a_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var refusal = Assert.ThrowsAsync<InvalidOperationException>(() =>
            HostProcess.StartAsync(data.Path, ((IPEndPoint)other.LocalEndpoint).Port));

        Assert.That(refusal.Message, Does.Contain("(1)").And.Contain("address_in_use: "));
        Assert.That(refusal.Message, Does.Not.Contain("Hosting failed to start"));
    }

    [Test]
    public async Task Two_servers_that_start_together_on_one_empty_database_both_serve()
    {
        EveryDatabase.SkipUnlessThere(DatabaseKind.PostgreSql);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, bare: true);
        string[] settings = [.. database.Settings.Select(setting => $"--{setting.Key}={setting.Value}")];

        var starting = (HostProcess.StartAsync(data.Path, port: 0, settings), HostProcess.StartAsync(data.Path, port: 0, settings));
        await using var one = await starting.Item1;
        await using var other = await starting.Item2;

        foreach (var server in new[] { one, other })
        {
            Assert.That(server.Output, Does.Not.Contain("fail:").And.Not.Contain("Exception"));
            using var client = new HttpClient { BaseAddress = server.Address };
            Assert.That((await client.GetAsync("/health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.OK), server.Output);
        }
    }

    [Test]
    public async Task A_key_that_nothing_reads_is_named()
    {
        await using var host = await HostProcess.StartAsync(data.Path, port: 0, "--IdentityServer:Edge:Proxys:0=10.0.0.7");

        Assert.That(host.Output, Does.Contain("IdentityServer:Edge:Proxys:0"));
    }

    [Test]
    public async Task The_welcome_names_the_issuer_and_the_database_and_is_short()
    {
        await using var host = await HostProcess.StartAsync(data.Path);
        using var client = new HttpClient { BaseAddress = host.Address };

        var answer = await client.GetAsync("/health/ready");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(host.Output, Does.Contain("Ready at http://localhost:5000").And.Contain("Database").And.Contain(data.Path));
        Assert.That(host.Output, Does.Contain("/dev/mail"));
        Assert.That(host.Output.Split('\n'), Has.Length.LessThan(12), host.Output);
    }
}
