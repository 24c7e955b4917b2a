using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Benchmarks.Load.Floor;

/// <summary>
/// The limit: bare Kestrel that does only what no server can leave out (the signature, the seal, the row) at the same
/// addresses, and believes everybody otherwise. Never to be put on a network.
/// </summary>
internal static class FloorServer
{
    public static async Task RunAsync(string dataDirectory, int port)
    {
        using var tokens = new FloorTokens();
        using var store = new FloorStore(Path.Combine(dataDirectory, "floor.db"));
        var token = new FloorTokenEndpoint(tokens, store);
        var passkeys = new FloorPasskeys(store);
        var (metadata, keys) = (Encoding.ASCII.GetBytes(new string(' ', 2000)), Encoding.ASCII.GetBytes(new string(' ', 900)));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.Run(http => http.Request.Path.Value switch
        {
            "/.well-known/openid-configuration" => AnswerAsync(http, metadata),
            "/.well-known/jwks.json" => AnswerAsync(http, keys),
            "/connect/token" => token.AnswerAsync(http),
            "/connect/authorize" => token.AuthorizeAsync(http),
            "/connect/introspect" => token.IntrospectAsync(http),
            "/connect/userinfo" => token.UserInfoAsync(http),
            "/passkeys/sign-in/options" => passkeys.AskAsync(http),
            "/passkeys/sign-in" => passkeys.AnswerAsync(http),
            _ => Task.CompletedTask,
        });
        await app.RunAsync();
    }

    public static Task AnswerAsync(HttpContext http, ReadOnlyMemory<byte> json)
    {
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentLength = json.Length;
        return http.Response.Body.WriteAsync(json).AsTask();
    }

    public static Task AnswerAsync(HttpContext http, string json) => AnswerAsync(http, Encoding.ASCII.GetBytes(json));
}
