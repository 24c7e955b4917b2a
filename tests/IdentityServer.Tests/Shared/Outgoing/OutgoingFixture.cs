using IdentityServer.Shared.Outgoing;
using IdentityServer.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace IdentityServer.Tests.Shared.Outgoing;

/// <summary>Somebody else's server behind a network that the test controls.</summary>
internal abstract class OutgoingFixture
{
    protected const string Public = "93.184.215.14";

    protected TemporaryDirectory Directory { get; } = new();
    protected Dictionary<string, string?> Settings { get; } = [];

    protected OtherServer Server { get; private set; } = null!; // before any test
    protected FakeNetwork Network { get; set; } = null!; // before any test

    [SetUp]
    public async Task Start()
    {
        Server = await OtherServer.StartAsync();
        Network = new(Server.Address) { Names = { ["app.test"] = new([[Public]]) } };
        File.WriteAllText(Directory.File("other.pem"), Server.Certificate.ExportCertificatePem());
        Settings.Clear();
        Settings["IdentityServer:Outgoing:TrustedCertificates"] = Directory.File("other.pem");
    }

    [TearDown]
    public async Task Stop() => await Server.DisposeAsync();

    [OneTimeTearDown]
    public void Delete() => Directory.Dispose();

    protected async Task<OutgoingResult.Answered> AnswerAsync(string address)
    {
        var result = await SendAsync(address);
        return result as OutgoingResult.Answered ?? throw new AssertionException($"{address}: {result}");
    }

    protected async Task<OutgoingFailure?> FailureAsync(string address) => (await SendAsync(address) as OutgoingResult.Failed)?.Reason;

    protected async Task<OutgoingResult> SendAsync(string address)
    {
        using var services = Services();
        return await services.GetRequiredService<OutgoingClient>().SendAsync(
            new(new(address, UriKind.RelativeOrAbsolute)) { Timeout = TimeSpan.FromMinutes(1) }, default);
    }

    protected ServiceProvider Services(string environment = "Development") => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build())
        .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = environment, ContentRootPath = Directory.Path })
        .AddSingleton<INetwork>(Network)
        .AddOutgoing()
        .BuildServiceProvider();
}
