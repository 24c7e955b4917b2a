using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Headers;

/// <summary>The one place that sets security headers (passkeys-and-people §5.1).</summary>
internal sealed class SecurityHeaders(IOptions<ServerOptions> server, IOptions<HeadersOptions> options)
{
    private static readonly string Strict = new ContentSecurityPolicy().ToString();

    private readonly string? transportSecurity =
        server.Value.Issuer.StartsWith("https:", StringComparison.Ordinal) ? options.Value.StrictTransportSecurity : null;

    public void Write(IHeaderDictionary headers, ResponseKind kind)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = kind is ResponseKind.Public or ResponseKind.Picture ? "cross-origin" : "same-origin";
        headers.StrictTransportSecurity = transportSecurity;
        headers.ContentSecurityPolicy = kind switch
        {
            ResponseKind.Page => Strict,
            ResponseKind.Picture => ContentSecurityPolicy.Picture,
            _ => ContentSecurityPolicy.Nothing,
        };

        if (kind is ResponseKind.Page or ResponseKind.Data)
            headers.CacheControl = "no-store";

        if (kind is not ResponseKind.Page)
            return;

        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = PermissionsPolicy.Value;
        headers["Reporting-Endpoints"] = CspReports.Endpoints;
    }
}
