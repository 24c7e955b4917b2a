using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.OpenId.Keys;
using IdentityServer.TestKit.Databases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityServer.TestKit;

/// <summary>
/// The real server, composed by its own Program, over an empty data directory and with a hand-moved clock.
/// <code>using var host = new TestHost { Settings = { ["IdentityServer:Issuer"] = "http://localhost:5001" } };</code>
/// </summary>
internal sealed class TestHost : WebApplicationFactory<Program>
{
    private readonly TemporaryDirectory data = new();

    public ManualClock Clock { get; } = new();

    public Dictionary<string, string?> Settings { get; } = [];

    public string Environment { get; init; } = "Development";

    /// <summary>The last word on the services, for fakes at the outside world.</summary>
    public Action<IServiceCollection> Fakes { get; init; } = _ => { };

    public string DataDirectory => data.Path;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Serves on a free port of this machine instead of in memory: for browsers and other programs. Returns the origin.</summary>
    public string Listen()
    {
        var port = FreePort();
        var origin = $"http://localhost:{port}";
        Settings["IdentityServer:Issuer"] = origin;
        UseKestrel(port);
        StartServer();
        return origin;
    }

    /// <summary>Serves by https, for names that a browser is told to look for on this machine. Returns the port.</summary>
    public int Listen(X509Certificate2 certificate)
    {
        var port = FreePort();
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(certificate)));
        StartServer();
        return port;
    }

    /// <summary>
    /// A browser of its own: keeps cookies, follows no redirect. Browsers send Secure cookies to http://localhost too;
    /// this cookie jar does not, hence https.
    /// </summary>
    /// <param name="origin">Where it believes the server to be.</param>
    /// <param name="cookies">Those of a browser whose requests another instance has answered so far.</param>
    public HttpClient NewBrowser(string origin = "https://localhost:5000", CookieContainer? cookies = null) =>
        CreateDefaultClient(new Uri(origin), new CookieContainerHandler(cookies ?? new()));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("IdentityServer:DataDirectory", data.Path);
        SqliteTestDatabase.WriteMigrated(data.File("identityserver.db"));
        // All tests share one address.
        builder.UseSetting("IdentityServer:Edge:RequestsPerSecond", "0");
        foreach (var limit in (string[])["SignInOptionsPerNetwork", "SignInOptionsPerBrowser", "SignInPerNetwork", "RegistrationPerAccount", "SignUpPerNetwork"])
            builder.UseSetting($"IdentityServer:Throttles:{limit}:Limit", "100000");
        // Development makes one for itself, and puts mails in a directory.
        if (Environment != "Development")
        {
            builder.UseSetting("IdentityServer:MasterKey:Value", Convert.ToBase64String(new byte[32]));
            builder.UseSetting("IdentityServer:Notifications:Sender", "None");
        }

        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);

        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<MakeSigningKey>(new KeyDrawer().Draw);
            Fakes(services);
        });
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        data.Dispose();
    }
}
