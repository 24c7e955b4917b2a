using System.Diagnostics;
using IdentityServer.Shared.Edge;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Audit;

/// <summary>Where the present request comes from, as coarsely as the trail keeps it. Jobs and commands come from nowhere.</summary>
internal sealed class AuditOrigin(IHttpContextAccessor accessor, IOptions<EdgeOptions> edge)
{
    public string? Network => NetworkPrefix.ForRecords(accessor.HttpContext?.Connection.RemoteIpAddress);

    public string? Country => accessor.HttpContext is { Request: var request } ? Place.CountryOf(request, edge.Value.CountryHeader) : null;

    public string? Device => accessor.HttpContext is { Request: var request } ? DeviceFamily.Of(request).ToString() : null;

    public static string? Correlation => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : null;
}
