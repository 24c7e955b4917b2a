using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Errors;

/// <summary>What an exception that reached the edge means to the one who asked.</summary>
internal sealed class ExceptionStatus(IEnumerable<IOutageSign> outages)
{
    public int Of(Exception exception) => exception switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        _ when outages.Any(outage => outage.IsOutage(exception)) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
