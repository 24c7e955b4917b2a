using System.Data.Common;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Errors;

/// <summary>What an exception that reached the edge means to the one who asked.</summary>
internal static class ExceptionStatus
{
    public static int Of(Exception exception) => exception switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        _ when IsOutage(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    // The database is away or too slow; providers wrap this in exceptions of their own and of EF Core.
    private static bool IsOutage(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            if (cause is DbException { IsTransient: true } or TimeoutException or System.Net.Sockets.SocketException)
                return true;

        return false;
    }
}
