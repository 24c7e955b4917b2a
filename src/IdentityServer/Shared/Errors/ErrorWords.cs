using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Shared.Errors;

/// <summary>What the error page says: what happened, then what to do next.</summary>
internal sealed record ErrorWords(string Icon, string Heading, string Sentence, string NextStep)
{
    public static ErrorWords For(int status, int? retryAfter, IStringLocalizer text) => status switch
    {
        StatusCodes.Status403Forbidden =>
            new("lock", text["Error.403.Heading"], text["Error.403.Sentence"], text["Error.403.Next"]),
        StatusCodes.Status404NotFound =>
            new("search", text["Error.404.Heading"], text["Error.404.Sentence"], text["Error.404.Next"]),
        StatusCodes.Status429TooManyRequests =>
            new("clock", text["Error.429.Heading"], text["Error.429.Sentence"], Wait(retryAfter, text)),
        StatusCodes.Status503ServiceUnavailable =>
            new("clock", text["Error.503.Heading"], text["Error.503.Sentence"], Wait(retryAfter, text)),
        >= 500 =>
            new("alert", text["Error.Heading"], text["Error.500.Sentence"], text["Error.500.Next"]),
        _ =>
            new("alert", text["Error.Heading"], text["Error.400.Sentence"], text["Error.400.Next"]),
    };

    private static string Wait(int? seconds, IStringLocalizer text) => seconds switch
    {
        null => text["Error.Wait"],
        < 90 => text["Error.WaitSeconds", seconds],
        _ => text["Error.WaitMinutes", (seconds + 59) / 60],
    };
}
