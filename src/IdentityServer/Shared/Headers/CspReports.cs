using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Shared.Headers;

/// <summary>
/// Where browsers report what the policy stopped. Anybody can post here, and a report holds addresses of pages: so only
/// the directive, out of our own short list, is counted, and nothing of the report is kept.
/// </summary>
internal sealed class CspReports(IMeterFactory meters, ILogger<CspReports> log)
{
    public const string Path = "/csp-report";
    public const string Group = "csp";
    public const string Endpoints = $"{Group}=\"{Path}\"";

    private const int MaximumLength = 16 * 1024;

    private static readonly string[] Directives =
    [
        "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr", "img-src", "font-src",
        "connect-src", "frame-src", "form-action", "base-uri", "frame-ancestors", "require-trusted-types-for", "trusted-types",
    ];

    private readonly Counter<long> counter =
        meters.Create("IdentityServer.Shared").CreateCounter<long>("identityserver.csp.violations", description: "Content security policy violations that browsers reported");

    public async Task<IResult> ReceiveAsync(HttpContext http, CancellationToken cancellation)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = MaximumLength;
        try
        {
            using var report = await JsonDocument.ParseAsync(http.Request.Body, new() { MaxDepth = 8 }, cancellation);
            string[] directives = [.. Read(report.RootElement)];
            foreach (var directive in directives)
                counter.Add(1, new KeyValuePair<string, object?>("directive", directive));

            log.PolicyViolated(directives.Length);
            return TypedResults.NoContent();
        }
        catch (Exception refused) when (refused is JsonException or BadHttpRequestException)
        {
            return TypedResults.BadRequest();
        }
    }

    // report-uri posts one object, the Reporting API an array of them.
    private static IEnumerable<string> Read(JsonElement root) => root.ValueKind is JsonValueKind.Array
        ? root.EnumerateArray().Take(20).Select(report => Known(report, "body", "effectiveDirective"))
        : [Known(root, "csp-report", "effective-directive")];

    private static string Known(JsonElement report, string envelope, string name) =>
        report.ValueKind is JsonValueKind.Object
        && report.TryGetProperty(envelope, out var body) && body.ValueKind is JsonValueKind.Object
        && body.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? Directives.FirstOrDefault(value.ValueEquals) ?? "other"
            : "other";
}
