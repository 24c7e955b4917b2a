using System.Globalization;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Throttles;

/// <summary>429 with the time to wait. Machines get problem details; for people the error page fills the empty answer.</summary>
internal sealed class TooManyRequests(TimeSpan retryAfter) : IResult, IActionResult
{
    // Somebody whose authenticator was given up is told nothing else than anybody: to wait, for long.
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly int seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));

    public static TooManyRequests? For(ThrottleOutcome outcome) => outcome switch
    {
        ThrottleOutcome.Refused refused => new(refused.RetryAfter),
        ThrottleOutcome.Exhausted => new(Long),
        _ => null,
    };

    /// <summary>For a page that has its own words, and keeps what was typed.</summary>
    public void Announce(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
    }

    public Task ExecuteAsync(HttpContext http)
    {
        Announce(http.Response);
        return IsForMachine(http) ? http.Response.WriteAsJsonAsync(Problem(), options: null, "application/problem+json", http.RequestAborted) : Task.CompletedTask;
    }

    Task IActionResult.ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    private ProblemDetails Problem() => new()
    {
        Status = StatusCodes.Status429TooManyRequests,
        Title = "Too Many Requests",
        Extensions = { ["code"] = "rate_limited", ["retryAfter"] = seconds },
    };

    private static bool IsForMachine(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ResponseKindMetadata>() is { Kind: not ResponseKind.Page }
        || !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
