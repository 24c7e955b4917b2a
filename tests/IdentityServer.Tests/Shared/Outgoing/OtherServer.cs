using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Tests.Shared.Outgoing;

/// <summary>Somebody else's server: answers for any name that ends in .test, well and badly.</summary>
internal sealed class OtherServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtherServer(WebApplication app, X509Certificate2 certificate)
    {
        this.app = app;
        Certificate = certificate;
    }

    public X509Certificate2 Certificate { get; }

    public Uri Address => new(app.Urls.Single(url => url.StartsWith("https", StringComparison.Ordinal)));

    public Uri PlainAddress => new(app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal)));

    /// <summary>What it publishes at /keys.</summary>
    public string Keys { get; set; } = """{"keys":[]}""";

    /// <summary>What it publishes below /files/, and says that it is.</summary>
    public ConcurrentDictionary<string, (string MediaType, byte[] Body)> Files { get; } = [];

    public int Requests;

    public IReadOnlyDictionary<string, string> LastHeaders { get; private set; } = new Dictionary<string, string>();

    public string LastBody { get; private set; } = "";

    public static async Task<OtherServer> StartAsync()
    {
        var certificate = NewCertificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var server = new OtherServer(builder.Build(), certificate);
        server.Map();
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        Certificate.Dispose();
    }

    private void Map()
    {
        app.Use(async (http, next) =>
        {
            Interlocked.Increment(ref Requests);
            LastHeaders = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
            LastBody = await new StreamReader(http.Request.Body).ReadToEndAsync();
            await next(http);
        });
        app.MapGet("/keys", () => Results.Text(Keys, "application/json"));
        app.MapGet("/files/{name}", (string name) => Files.TryGetValue(name, out var file) ? Results.Bytes(file.Body, file.MediaType) : Results.NotFound());
        app.MapPost("/keys", () => Results.NoContent());
        app.MapGet("/redirect/{status:int}", (int status, HttpResponse response) =>
        {
            response.StatusCode = status;
            response.Headers.Location = "/keys";
        });
        app.MapGet("/declared/{length:int}", (int length) => Results.Bytes(new byte[length]));
        app.MapGet("/chunked/{length:int}", async (int length, HttpResponse response) =>
        {
            for (var sent = 0; sent < length; sent += 1024)
                await response.Body.WriteAsync(new byte[Math.Min(1024, length - sent)]);
        });
        app.MapGet("/drip", async (HttpContext http) =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(new byte[1]);
                await http.Response.Body.FlushAsync();
                await Task.Delay(20);
            }
        });
        app.MapGet("/silent", async (HttpContext http) => await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        app.MapGet("/headers", (HttpResponse response) => response.Headers.Append("X-Long", new string('x', 30_000)));
        app.Map("/status/{status:int}", (int status) => Results.StatusCode(status));
        app.MapGet("/second-time", () => Requests > 1 ? Results.Text("ok") : Results.StatusCode(503));
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=other server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("app.test");
        names.AddDnsName("*.app.test");
        names.AddIpAddress(IPAddress.Parse("93.184.215.14"));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        // The handshake wants a key that is not only in memory.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
