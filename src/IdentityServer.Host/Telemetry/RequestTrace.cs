using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace IdentityServer.Host.Telemetry;

/// <summary>
/// Says what a traced request was: its route, never its address, because codes, states and ids of people stand there.
/// </summary>
internal sealed class RequestTrace(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity ? DescribeAsync(http, activity) : next(http);

    private async Task DescribeAsync(HttpContext http, Activity activity)
    {
        var method = http.Request.Method;
        try
        {
            await next(http);
        }
        finally
        {
            Describe(activity, method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, http.Response.StatusCode);
        }
    }

    // The names of the OpenTelemetry semantic conventions for HTTP servers.
    private static void Describe(Activity activity, string method, string? route, int status)
    {
        activity.DisplayName = route is null ? method : $"{method} {route}";
        activity.SetTag("http.request.method", method);
        activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            activity.SetStatus(ActivityStatusCode.Error);
    }
}
