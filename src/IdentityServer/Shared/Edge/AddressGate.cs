using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Edge;

/// <summary>
/// Only requests that were meant for this server, in the way it is meant to be reached, go on: the right host name, and
/// https where the issuer says so. Probes come by address and without TLS, so health is answered anyway.
/// </summary>
internal sealed class AddressGate(
    RequestDelegate next, IOptions<ServerOptions> server, IOptions<EdgeOptions> edge, ILogger<AddressGate> log)
{
    private readonly string issuer = server.Value.Issuer;
    private readonly bool secure = server.Value.Issuer.StartsWith("https:", StringComparison.Ordinal);
    private readonly HashSet<string> hosts = new([server.Value.IssuerHost, .. edge.Value.Hosts], StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;

        if (request.Path.StartsWithSegments("/health"))
            return next(http);

        if (!hosts.Contains(request.Host.Host))
        {
            log.UnknownHost();
            return Refusal.WriteAsync(http, StatusCodes.Status421MisdirectedRequest, "unknown_host", "This server is not reached by that name.");
        }

        if (!secure || request.IsHttps)
            return next(http);

        // Left over when the sender is not among the known proxies: redirecting would go in circles.
        if (request.Headers.ContainsKey("X-Forwarded-Proto"))
        {
            log.UnknownProxy();
            return Refusal.WriteAsync(http, StatusCodes.Status400BadRequest, "unknown_proxy", "This server does not know the proxy in front of it.");
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return Refusal.WriteAsync(http, StatusCodes.Status400BadRequest, "https_required", "This server is reached by https only.");

        http.Response.Headers.Location = issuer + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        http.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        return Task.CompletedTask;
    }
}
