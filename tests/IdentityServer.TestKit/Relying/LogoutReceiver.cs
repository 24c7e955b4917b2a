using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityServer.TestKit.Relying;

/// <summary>
/// An app's back-channel logout address on this machine. The server calls it only when told so:
/// <code>host.Settings["IdentityServer:Outgoing:AllowedOrigins:0"] = receiver.Origin;</code>
/// </summary>
internal sealed class LogoutReceiver : IAsyncDisposable
{
    private const string Path = "/backchannel-logout";

    private readonly WebApplication app;
    private readonly Channel<string> received = Channel.CreateUnbounded<string>();

    private LogoutReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapPost(Path, ReceiveAsync);
    }

    public string Origin => app.Urls.Single();

    public string Address => Origin + Path;

    /// <summary>What it answers with: 200 for an app that is well, something else for one that must be told again.</summary>
    public HttpStatusCode Mood { get; set; } = HttpStatusCode.OK;

    public int Calls { get; private set; }

    public static async Task<LogoutReceiver> ListenAsync()
    {
        var receiver = new LogoutReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>The next logout token that was accepted, as it came; <see cref="LogoutToken.ValidateAsync"/> judges it.</summary>
    public async Task<string> NextAsync(TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        return await received.Reader.ReadAsync(timeout.Token);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // Back-Channel Logout §2.5 and §2.8.
    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        Calls++;
        if (Mood is not HttpStatusCode.OK)
            return Results.StatusCode((int)Mood);
        if (!request.HasFormContentType || await request.ReadFormAsync() is not { Count: 1 } form || form["logout_token"] is not [{ } token])
            return Results.BadRequest();

        await received.Writer.WriteAsync(token);
        return Results.Ok();
    }
}
